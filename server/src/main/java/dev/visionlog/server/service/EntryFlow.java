package dev.visionlog.server.service;

import dev.visionlog.server.model.Entry;
import dev.visionlog.server.pipeline.IngestPipeline;
import dev.visionlog.server.pipeline.PipelineCounters;
import dev.visionlog.server.store.postgres.PostgresKind;
import dev.visionlog.server.tail.TailHub;

/** The way of one kind of entries, in and out: its stores, its pipeline and its tails. */
public record EntryFlow<E extends Entry<E>>(
    PostgresKind<E> stores,
    PipelineCounters counters,
    IngestPipeline<E> pipeline,
    TailHub<E> hub) {}
