package dev.visionlog.cli.importing;

/** A line or an entry that was not stored. */
public record Rejection(Origin origin, String reason) {}
