package dev.visionlog.server.store;

/** A count, or the least that it can be when counting stopped at a bound. */
public record Total(long count, boolean isLowerBound) {}
