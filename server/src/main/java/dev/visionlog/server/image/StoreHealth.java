package dev.visionlog.server.image;

/**
 * Whether images can be stored now.
 *
 * @param message for people
 * @param freeBytes that the disk has left for this user; -1 if it does not say
 */
public record StoreHealth(boolean healthy, String message, long freeBytes) {}
