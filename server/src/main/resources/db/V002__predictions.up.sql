-- Predictions, as V001 has it for log entries: rows, the order of their commits, and their counts.

-- A writer may write both kinds, each with numbers of its own.
ALTER TABLE writers ADD COLUMN kind text NOT NULL DEFAULT 'logs';
ALTER TABLE writers ALTER COLUMN kind DROP DEFAULT;
ALTER TABLE writers DROP CONSTRAINT writers_pkey;
ALTER TABLE writers ADD PRIMARY KEY (writer_id, kind);

ALTER TABLE create_requests ADD COLUMN kind text NOT NULL DEFAULT 'logs';
ALTER TABLE create_requests ALTER COLUMN kind DROP DEFAULT;
ALTER TABLE create_requests DROP CONSTRAINT create_requests_pkey;
ALTER TABLE create_requests ADD PRIMARY KEY (request_id, kind);

-- A text that is missing is empty.
CREATE TABLE predictions (
    id                   bigint           NOT NULL,
    time                 timestamptz      NOT NULL,
    received_time        timestamptz      NOT NULL,
    image_id             text             COLLATE "C" NOT NULL,
    camera_id            bigint,
    edge_device_id       text             COLLATE "C" NOT NULL,
    model_name           text             COLLATE "C" NOT NULL,
    model_version        text             COLLATE "C" NOT NULL,
    model_stage          text             COLLATE "C" NOT NULL,
    confidence           double precision,
    confidence_lower     double precision,
    confidence_upper     double precision,
    confidence_scores    double precision[] NOT NULL,
    defect_detected      boolean          NOT NULL,
    defect_type          text             COLLATE "C" NOT NULL,
    classes              text[]           COLLATE "C" NOT NULL,
    detections           jsonb            NOT NULL,
    bounding_boxes       jsonb,
    inference_time_ms    double precision,
    processing_time_ms   double precision,
    processing_notes     text             COLLATE "C" NOT NULL,
    status               text             COLLATE "C" NOT NULL,
    error_message        text             COLLATE "C" NOT NULL,
    request_id           text             COLLATE "C" NOT NULL,
    batch_id             text             COLLATE "C" NOT NULL,
    user_agent           text             COLLATE "C" NOT NULL,
    ip_address           text             COLLATE "C" NOT NULL,
    input_features       jsonb,
    prediction           jsonb,
    extra_data           jsonb,
    image_path           text             COLLATE "C",
    image_size_bytes     bigint           NOT NULL,
    image_width          integer          NOT NULL,
    image_height         integer          NOT NULL,
    image_missing_reason text             COLLATE "C" NOT NULL,
    PRIMARY KEY (id, time)
) PARTITION BY RANGE (time);

CREATE INDEX predictions_time ON predictions (time, id);
CREATE INDEX predictions_camera_time ON predictions (camera_id, time, id) WHERE camera_id IS NOT NULL;
CREATE INDEX predictions_device_time ON predictions (edge_device_id, time, id) WHERE edge_device_id <> '';
CREATE INDEX predictions_version_time ON predictions (model_version, time, id) WHERE model_version <> '';
CREATE INDEX predictions_defect_time ON predictions (time, id) WHERE defect_detected;
CREATE INDEX predictions_image ON predictions (image_id, time) WHERE image_id <> '';
CREATE INDEX predictions_stored_image ON predictions (received_time, id) WHERE image_path IS NOT NULL;
CREATE INDEX predictions_classes ON predictions USING gin (classes);

CREATE TABLE predictions_default PARTITION OF predictions DEFAULT;

CREATE SEQUENCE prediction_ids AS bigint INCREMENT BY 10000;

-- As commits. The counts are an array of objects with the columns of prediction_counts, without the span. Where images
-- are deleted and their predictions stay, a commit takes away images alone.
CREATE TABLE prediction_commits (
    position        bigint      PRIMARY KEY,
    entries         integer     NOT NULL,
    first_id        bigint      UNIQUE,
    first_time      timestamptz,
    last_time       timestamptz,
    committed_time  timestamptz NOT NULL,
    counts          jsonb       NOT NULL
);

-- Sums are in whole units, so that what is added and taken away again leaves nothing behind.
CREATE TABLE prediction_counts (
    span             smallint    NOT NULL CHECK (span IN (1, 60, 1440)),
    bucket           timestamptz NOT NULL,
    edge_device_id   text        COLLATE "C" NOT NULL,
    camera_id        bigint      NOT NULL,
    model_name       text        COLLATE "C" NOT NULL,
    model_version    text        COLLATE "C" NOT NULL,
    model_stage      text        COLLATE "C" NOT NULL,
    defect_detected  boolean     NOT NULL,
    defect_type      text        COLLATE "C" NOT NULL,
    status           text        COLLATE "C" NOT NULL,
    count            bigint      NOT NULL,
    confidence_count bigint      NOT NULL,
    confidence_nanos bigint      NOT NULL,
    inference_count  bigint      NOT NULL,
    inference_micros bigint      NOT NULL,
    image_count      bigint      NOT NULL,
    image_bytes      bigint      NOT NULL,
    PRIMARY KEY (span, bucket, edge_device_id, camera_id, model_name, model_version, model_stage,
                 defect_detected, defect_type, status)
) WITH (fillfactor = 80);

CREATE TABLE prediction_counts_progress (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    position bigint  NOT NULL
);
INSERT INTO prediction_counts_progress (position) VALUES (0);

-- The counts of each commit, as rows.
CREATE VIEW prediction_commit_counts AS
SELECT position, n.*
  FROM prediction_commits,
       jsonb_to_recordset(counts) AS n(bucket timestamptz, edge_device_id text, camera_id bigint,
           model_name text, model_version text, model_stage text, defect_detected boolean, defect_type text,
           status text, count bigint, confidence_count bigint, confidence_nanos bigint, inference_count bigint,
           inference_micros bigint, image_count bigint, image_bytes bigint);

CREATE VIEW pending_prediction_counts AS
SELECT * FROM prediction_commit_counts
 WHERE position > (SELECT position FROM prediction_counts_progress);

-- Which folder has the images.
CREATE TABLE image_folder (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    id       uuid    NOT NULL
);

-- As take_position.
CREATE FUNCTION take_prediction_position(step integer) RETURNS bigint
    LANGUAGE plpgsql AS
$$
DECLARE
    last bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(7620, 5);
    SELECT position INTO last FROM prediction_commits ORDER BY position DESC LIMIT 1;
    RETURN coalesce(last, 0) + step;
END
$$;

-- As roll_up_counts.
CREATE FUNCTION roll_up_prediction_counts(most integer) RETURNS integer
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
