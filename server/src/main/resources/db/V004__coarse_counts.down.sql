DROP FUNCTION drop_prediction_counts(timestamptz);
DROP FUNCTION drop_counts(timestamptz);

CREATE OR REPLACE FUNCTION roll_up_prediction_counts(most integer) RETURNS integer
    LANGUAGE plpgsql AS
$$
DECLARE
    done bigint;
    upto bigint;
    moved integer;
BEGIN
    IF NOT pg_try_advisory_xact_lock(7620, 6) THEN
        RETURN 0;
    END IF;
    SELECT position INTO done FROM prediction_counts_progress;
    SELECT max(position), count(*) INTO upto, moved
      FROM (SELECT position FROM prediction_commits WHERE position > done ORDER BY position LIMIT most) AS next;
    IF moved = 0 THEN
        RETURN 0;
    END IF;
    INSERT INTO prediction_counts AS old
           (span, bucket, edge_device_id, camera_id, model_name, model_version, model_stage, defect_detected,
            defect_type, status, count, confidence_count, confidence_nanos, inference_count, inference_micros,
            image_count, image_bytes)
    SELECT span, date_trunc(unit, n.bucket, 'UTC') AS trunc, n.edge_device_id, n.camera_id, n.model_name,
           n.model_version, n.model_stage, n.defect_detected, n.defect_type, n.status,
           sum(n.count), sum(n.confidence_count), sum(n.confidence_nanos), sum(n.inference_count),
           sum(n.inference_micros), sum(n.image_count), sum(n.image_bytes)
      FROM prediction_commit_counts AS n,
           (VALUES (1::smallint, 'minute'), (60::smallint, 'hour'), (1440::smallint, 'day')) AS spans(span, unit)
     WHERE n.position > done AND n.position <= upto
     GROUP BY span, trunc, n.edge_device_id, n.camera_id, n.model_name, n.model_version, n.model_stage,
              n.defect_detected, n.defect_type, n.status
     ORDER BY span, trunc, n.edge_device_id, n.camera_id, n.model_name, n.model_version, n.model_stage,
              n.defect_detected, n.defect_type, n.status
    ON CONFLICT (span, bucket, edge_device_id, camera_id, model_name, model_version, model_stage,
                 defect_detected, defect_type, status) DO UPDATE
       SET count            = old.count            + excluded.count,
           confidence_count = old.confidence_count + excluded.confidence_count,
           confidence_nanos = old.confidence_nanos + excluded.confidence_nanos,
           inference_count  = old.inference_count  + excluded.inference_count,
           inference_micros = old.inference_micros + excluded.inference_micros,
           image_count      = old.image_count      + excluded.image_count,
           image_bytes      = old.image_bytes      + excluded.image_bytes;
    UPDATE prediction_counts_progress SET position = upto;
    RETURN moved;
END
$$;

CREATE OR REPLACE FUNCTION roll_up_counts(most integer) RETURNS integer
    LANGUAGE plpgsql AS
$$
DECLARE
    done bigint;
    upto bigint;
    moved integer;
BEGIN
    IF NOT pg_try_advisory_xact_lock(7620, 2) THEN
        RETURN 0;
    END IF;
    SELECT position INTO done FROM log_counts_progress;
    SELECT max(position), count(*) INTO upto, moved
      FROM (SELECT position FROM commits WHERE position > done ORDER BY position LIMIT most) AS next;
    IF moved = 0 THEN
        RETURN 0;
    END IF;
    INSERT INTO log_counts AS old (span, bucket, source, camera_id, level, count)
    SELECT span, date_trunc(unit, n.bucket, 'UTC') AS trunc, n.source, n.camera_id, n.level, sum(n.count)
      FROM commits,
           unnest(count_buckets, count_sources, count_cameras, count_levels, counts)
               AS n(bucket, source, camera_id, level, count),
           (VALUES (1::smallint, 'minute'), (60::smallint, 'hour'), (1440::smallint, 'day')) AS spans(span, unit)
     WHERE position > done AND position <= upto
     GROUP BY span, trunc, n.source, n.camera_id, n.level
     ORDER BY span, trunc, n.source, n.camera_id, n.level
    ON CONFLICT (span, bucket, source, camera_id, level) DO UPDATE SET count = old.count + excluded.count;
    UPDATE log_counts_progress SET position = upto;
    RETURN moved;
END
$$;

DELETE FROM prediction_counts WHERE span > 1440;
ALTER TABLE prediction_counts DROP CONSTRAINT prediction_counts_span_check;
ALTER TABLE prediction_counts ALTER COLUMN span TYPE smallint;
ALTER TABLE prediction_counts ADD CONSTRAINT prediction_counts_span_check CHECK (span IN (1, 60, 1440));

DELETE FROM log_counts WHERE span > 1440;
ALTER TABLE log_counts DROP CONSTRAINT log_counts_span_check;
ALTER TABLE log_counts ALTER COLUMN span TYPE smallint;
ALTER TABLE log_counts ADD CONSTRAINT log_counts_span_check CHECK (span IN (1, 60, 1440));

DROP VIEW count_spans;
DROP FUNCTION count_bucket(integer, timestamptz);
