package dev.visionlog.client.internal;

import dev.visionlog.client.ClientSettings;
import dev.visionlog.client.WhenFull;
import dev.visionlog.client.internal.delivery.OutboxSettings;
import dev.visionlog.client.internal.spool.SpoolSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a client's settings mean for the outbox of its entries and for that of its predictions. */
record OutboxBounds(ClientSettings settings) {
  /** How many full batches of predictions are on their way at most. */
  private static final int PREDICTION_WINDOW = 4;

  OutboxSettings ofLogs() {
    return new OutboxSettings(
        settings.queueEntries(),
        settings.queueBytes(),
        blockTimeout(),
        settings.batchEntries(),
        settings.batchBytes(),
        settings.batchAge(),
        settings.window(),
        (long) settings.window() * settings.batchBytes(),
        settings.maxRetries(),
        settings.retryDelay(),
        settings.retryMultiplier(),
        settings.maxRetryDelay(),
        settings.answerTimeout(),
        spool(settings.spool()));
  }

  OutboxSettings ofPredictions() {
    return new OutboxSettings(
        settings.predictionQueueEntries(),
        settings.predictionQueueBytes(),
        blockTimeout(),
        settings.predictionBatchEntries(),
        settings.predictionBatchBytes(),
        settings.predictionBatchAge(),
        settings.window(),
        (long) PREDICTION_WINDOW * settings.predictionBatchBytes(),
        settings.maxRetries(),
        settings.retryDelay(),
        settings.retryMultiplier(),
        settings.maxRetryDelay(),
        settings.answerTimeout(),
        spool(predictionSpool()));
  }

  /** Beside the folders of those who write entries, which are named by ids. */
  @Nullable Path predictionSpool() {
    Path spool = settings.spool();
    return spool == null ? null : spool.resolve("predictions");
  }

  private Duration blockTimeout() {
    return settings.whenFull() == WhenFull.BLOCK ? settings.blockTimeout() : Duration.ZERO;
  }

  private @Nullable SpoolSettings spool(@Nullable Path folder) {
    return folder == null
        ? null
        : new SpoolSettings(
            folder,
            settings.spoolMaxBytes(),
            settings.spoolMaxAge(),
            settings.spoolMinFreeBytes(),
            SpoolSettings.USUAL_SEGMENT_BYTES);
  }
}
