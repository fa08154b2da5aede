package dev.visionlog.client.internal.delivery;

import dev.visionlog.client.internal.spool.SpoolSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of an outbox; {@link dev.visionlog.client.ClientSettings} says what each means.
 *
 * @param blockTimeout how long a caller waits for room; zero: not at all
 * @param windowBytes how many bytes of batches may be on their way, but for the last one
 * @param spool null: none
 */
public record OutboxSettings(
    int queueEntries,
    long queueBytes,
    Duration blockTimeout,
    int batchEntries,
    int batchBytes,
    Duration batchAge,
    int window,
    long windowBytes,
    int maxRetries,
    Duration retryDelay,
    double retryMultiplier,
    Duration maxRetryDelay,
    Duration answerTimeout,
    @Nullable SpoolSettings spool) {}
