package dev.visionlog.server.store;

/** What a status report says about the database. */
public record DatabaseInfo(String version, long sizeBytes, int partitions, int schemaVersion) {}
