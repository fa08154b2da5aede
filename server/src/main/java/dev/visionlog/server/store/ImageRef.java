package dev.visionlog.server.store;

import java.time.Instant;

/**
 * The image of an entry.
 *
 * @param path below the image folder
 * @param time of the entry
 */
public record ImageRef(String path, Instant time) {}
