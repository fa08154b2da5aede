package dev.visionlog.logback;

/** The source of the events of a logger and of those below it. */
record NamedSource(String logger, String source) {}
