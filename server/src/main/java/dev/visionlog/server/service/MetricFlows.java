package dev.visionlog.server.service;

import dev.visionlog.server.model.ModelSeries;
import dev.visionlog.server.model.SystemSeries;

/** The ways of all kinds of metrics. */
public record MetricFlows(MetricFlow<ModelSeries> models, MetricFlow<SystemSeries> systems) {}
