package dev.visionlog.server.pipeline;

import java.time.Duration;

/**
 * @param lanes how many transactions may run at once
 * @param bufferBytes what may wait for its commit, in all lanes together
 * @param maxRows the most entries of a transaction
 * @param maxGroupBytes the most bytes of a transaction, unless a single batch is larger
 * @param linger how long a transaction waits for more entries before it starts
 * @param retryFor how long a lane keeps trying before it gives batches back
 */
public record PipelineLimits(
    int lanes,
    long bufferBytes,
    int maxRows,
    long maxGroupBytes,
    Duration linger,
    Duration retryFor) {}
