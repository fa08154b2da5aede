DROP TABLE export_categories;
DROP TABLE system_metrics;
DROP TABLE model_performance;
DROP SEQUENCE metric_ids;
