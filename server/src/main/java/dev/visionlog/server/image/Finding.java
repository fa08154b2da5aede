package dev.visionlog.server.image;

import java.util.List;

/**
 * Things of one kind that a sweep has found.
 *
 * @param bytes on the disk; of rows: that their images had
 * @param examples paths relative to the store, the first ten
 */
public record Finding(long count, long bytes, List<String> examples) {}
