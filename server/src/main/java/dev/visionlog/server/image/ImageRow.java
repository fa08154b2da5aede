package dev.visionlog.server.image;

import java.time.Instant;

/**
 * A row that says that it has an image.
 *
 * @param time from which on the image ages
 * @param bytes of the image, as the row says
 */
public record ImageRow(long id, String path, Instant time, long bytes) {}
