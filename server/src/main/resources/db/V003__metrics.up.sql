-- Figures over time: about models, and about the machines and processes that run them.
-- Texts that are absent are empty, so that a series is told from another by comparing its columns.

CREATE SEQUENCE metric_ids AS bigint;

CREATE TABLE model_performance (
    id              bigint      NOT NULL,
    time            timestamptz NOT NULL,
    received_time   timestamptz NOT NULL,
    model_name      text        COLLATE "C" NOT NULL,
    model_version   text        COLLATE "C" NOT NULL,
    model_stage     text        COLLATE "C" NOT NULL,
    dataset_version text        COLLATE "C" NOT NULL,
    metric_name     text        COLLATE "C" NOT NULL,
    value           double precision NOT NULL,
    extra_data      jsonb,
    PRIMARY KEY (id, time)
);

CREATE INDEX model_performance_time ON model_performance (time, id);
CREATE INDEX model_performance_model_time ON model_performance (model_name, metric_name, time, id);

CREATE TABLE system_metrics (
    id              bigint      NOT NULL,
    time            timestamptz NOT NULL,
    received_time   timestamptz NOT NULL,
    name            text        COLLATE "C" NOT NULL,
    value           double precision NOT NULL,
    labels          jsonb       NOT NULL,
    PRIMARY KEY (id, time)
);

CREATE INDEX system_metrics_time ON system_metrics (time, id);
CREATE INDEX system_metrics_name_time ON system_metrics (name, time, id);

-- The numbers that the classes of detections have in exported data sets. They never change.
CREATE TABLE export_categories (
    id   integer PRIMARY KEY,
    name text    COLLATE "C" NOT NULL UNIQUE
);
