DROP FUNCTION roll_up_prediction_counts(integer);
DROP FUNCTION take_prediction_position(integer);
DROP VIEW pending_prediction_counts;
DROP VIEW prediction_commit_counts;
DROP TABLE prediction_counts_progress;
DROP TABLE prediction_counts;
DROP TABLE prediction_commits;
DROP TABLE image_folder;
DROP SEQUENCE prediction_ids;
DROP TABLE predictions;

DELETE FROM create_requests WHERE kind <> 'logs';
ALTER TABLE create_requests DROP CONSTRAINT create_requests_pkey;
ALTER TABLE create_requests DROP COLUMN kind;
ALTER TABLE create_requests ADD PRIMARY KEY (request_id);

DELETE FROM writers WHERE kind <> 'logs';
ALTER TABLE writers DROP CONSTRAINT writers_pkey;
ALTER TABLE writers DROP COLUMN kind;
ALTER TABLE writers ADD PRIMARY KEY (writer_id);
