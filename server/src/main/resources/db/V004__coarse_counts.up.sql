-- Counts of 8 and of 64 days too, so that a sum over years reads few rows. All buckets are counted from the year 1 (UTC).

CREATE FUNCTION count_bucket(span integer, moment timestamptz) RETURNS timestamptz
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$
SELECT date_bin(make_interval(mins => span), moment, '0001-01-01 00:00:00+00')
$$;

CREATE VIEW count_spans AS
SELECT span FROM (VALUES (1), (60), (1440), (11520), (92160)) AS spans(span);

ALTER TABLE log_counts DROP CONSTRAINT log_counts_span_check;
ALTER TABLE log_counts ALTER COLUMN span TYPE integer;
ALTER TABLE log_counts ADD CONSTRAINT log_counts_span_check CHECK (span IN (1, 60, 1440, 11520, 92160));

INSERT INTO log_counts (span, bucket, source, camera_id, level, count)
SELECT coarse.span, count_bucket(coarse.span, days.bucket) AS bin, source, camera_id, level, sum(count)
  FROM log_counts AS days, count_spans AS coarse
 WHERE days.span = 1440 AND coarse.span > 1440
 GROUP BY coarse.span, bin, source, camera_id, level;
ANALYZE log_counts;

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
    WITH minutes AS MATERIALIZED (
        SELECT n.bucket, n.source, n.camera_id, n.level, sum(n.count) AS count
          FROM commits,
               unnest(count_buckets, count_sources, count_cameras, count_levels, counts)
                   AS n(bucket, source, camera_id, level, count)
         WHERE position > done AND position <= upto
         GROUP BY n.bucket, n.source, n.camera_id, n.level)
    INSERT INTO log_counts AS old (span, bucket, source, camera_id, level, count)
    SELECT span, count_bucket(span, n.bucket) AS bin, n.source, n.camera_id, n.level, sum(n.count)
      FROM minutes AS n, count_spans
     GROUP BY span, bin, n.source, n.camera_id, n.level
     ORDER BY span, bin, n.source, n.camera_id, n.level
    ON CONFLICT (span, bucket, source, camera_id, level) DO UPDATE SET count = old.count + excluded.count;
    UPDATE log_counts_progress SET position = upto;
    RETURN moved;
END
$$;

-- Forgets the counts of a day, all of which have been moved. Returns how many entries they were.
CREATE FUNCTION drop_counts(day timestamptz) RETURNS bigint
    LANGUAGE plpgsql AS
$$
DECLARE
    entries bigint;
BEGIN
    UPDATE log_counts AS c SET count = c.count - d.count
      FROM log_counts AS d
     WHERE d.span = 1440 AND d.bucket = day
       AND c.span IN (11520, 92160) AND c.bucket IN (count_bucket(11520, day), count_bucket(92160, day))
       AND c.source = d.source AND c.camera_id = d.camera_id AND c.level = d.level
       AND c.bucket = count_bucket(c.span, day);
    DELETE FROM log_counts
     WHERE span IN (11520, 92160) AND bucket IN (count_bucket(11520, day), count_bucket(92160, day)) AND count = 0;
    WITH gone AS (DELETE FROM log_counts WHERE span = 1440 AND bucket = day RETURNING count)
    SELECT coalesce(sum(count), 0) INTO entries FROM gone;
    DELETE FROM log_counts WHERE span IN (1, 60) AND bucket >= day AND bucket < day + interval '24 hours';
    RETURN entries;
END
$$;

-- The same for predictions.

ALTER TABLE prediction_counts DROP CONSTRAINT prediction_counts_span_check;
ALTER TABLE prediction_counts ALTER COLUMN span TYPE integer;
ALTER TABLE prediction_counts ADD CONSTRAINT prediction_counts_span_check
    CHECK (span IN (1, 60, 1440, 11520, 92160));

INSERT INTO prediction_counts
SELECT coarse.span, count_bucket(coarse.span, days.bucket) AS bin, edge_device_id, camera_id, model_name,
       model_version, model_stage, defect_detected, defect_type, status,
       sum(count), sum(confidence_count), sum(confidence_nanos), sum(inference_count), sum(inference_micros),
       sum(image_count), sum(image_bytes)
  FROM prediction_counts AS days, count_spans AS coarse
 WHERE days.span = 1440 AND coarse.span > 1440
 GROUP BY coarse.span, bin, edge_device_id, camera_id, model_name, model_version, model_stage, defect_detected,
          defect_type, status;
ANALYZE prediction_counts;

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
    WITH minutes AS MATERIALIZED (
        SELECT n.bucket, n.edge_device_id, n.camera_id, n.model_name, n.model_version, n.model_stage,
               n.defect_detected, n.defect_type, n.status,
               sum(n.count) AS count, sum(n.confidence_count) AS confidence_count,
               sum(n.confidence_nanos) AS confidence_nanos, sum(n.inference_count) AS inference_count,
               sum(n.inference_micros) AS inference_micros, sum(n.image_count) AS image_count,
               sum(n.image_bytes) AS image_bytes
          FROM prediction_commit_counts AS n
         WHERE n.position > done AND n.position <= upto
         GROUP BY n.bucket, n.edge_device_id, n.camera_id, n.model_name, n.model_version, n.model_stage,
                  n.defect_detected, n.defect_type, n.status)
    INSERT INTO prediction_counts AS old
           (span, bucket, edge_device_id, camera_id, model_name, model_version, model_stage, defect_detected,
            defect_type, status, count, confidence_count, confidence_nanos, inference_count, inference_micros,
            image_count, image_bytes)
    SELECT span, count_bucket(span, n.bucket) AS bin, n.edge_device_id, n.camera_id, n.model_name,
           n.model_version, n.model_stage, n.defect_detected, n.defect_type, n.status,
           sum(n.count), sum(n.confidence_count), sum(n.confidence_nanos), sum(n.inference_count),
           sum(n.inference_micros), sum(n.image_count), sum(n.image_bytes)
      FROM minutes AS n, count_spans
     GROUP BY span, bin, n.edge_device_id, n.camera_id, n.model_name, n.model_version, n.model_stage,
              n.defect_detected, n.defect_type, n.status
     ORDER BY span, bin, n.edge_device_id, n.camera_id, n.model_name, n.model_version, n.model_stage,
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

CREATE FUNCTION drop_prediction_counts(day timestamptz) RETURNS bigint
    LANGUAGE plpgsql AS
$$
DECLARE
    entries bigint;
BEGIN
    UPDATE prediction_counts AS c
       SET count            = c.count            - d.count,
           confidence_count = c.confidence_count - d.confidence_count,
           confidence_nanos = c.confidence_nanos - d.confidence_nanos,
           inference_count  = c.inference_count  - d.inference_count,
           inference_micros = c.inference_micros - d.inference_micros,
           image_count      = c.image_count      - d.image_count,
           image_bytes      = c.image_bytes      - d.image_bytes
      FROM prediction_counts AS d
     WHERE d.span = 1440 AND d.bucket = day
       AND c.span IN (11520, 92160) AND c.bucket IN (count_bucket(11520, day), count_bucket(92160, day))
       AND (c.edge_device_id, c.camera_id, c.model_name, c.model_version, c.model_stage, c.defect_detected,
            c.defect_type, c.status)
         = (d.edge_device_id, d.camera_id, d.model_name, d.model_version, d.model_stage, d.defect_detected,
            d.defect_type, d.status)
       AND c.bucket = count_bucket(c.span, day);
    DELETE FROM prediction_counts
     WHERE span IN (11520, 92160) AND bucket IN (count_bucket(11520, day), count_bucket(92160, day)) AND count = 0;
    WITH gone AS (DELETE FROM prediction_counts WHERE span = 1440 AND bucket = day RETURNING count)
    SELECT coalesce(sum(count), 0) INTO entries FROM gone;
    DELETE FROM prediction_counts
     WHERE span IN (1, 60) AND bucket >= day AND bucket < day + interval '24 hours';
    RETURN entries;
END
$$;
