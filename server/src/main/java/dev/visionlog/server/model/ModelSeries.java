package dev.visionlog.server.model;

/**
 * Figures about a model. In a search, an empty text stands for any.
 *
 * @param modelName never empty when it is stored, as {@code metricName}
 */
public record ModelSeries(
    String modelName,
    String modelVersion,
    String modelStage,
    String datasetVersion,
    String metricName) {}
