package dev.visionlog.client.internal.spool;

import java.nio.file.Path;
import java.time.Duration;

public record SpoolSettings(
    Path folder, long maxBytes, Duration maxAge, long minFreeBytes, long segmentBytes) {}
