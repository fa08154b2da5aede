package dev.visionlog.server.model;

/**
 * Figures about a machine or a process. In a search, an empty name stands for any, and the labels
 * for those that have at least these.
 *
 * @param name never empty when it is stored
 * @param labelsJson a JSON object as text that PostgreSQL accepts as {@code jsonb}
 */
public record SystemSeries(String name, String labelsJson) {}
