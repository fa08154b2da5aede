package dev.visionlog.client;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.visionlog.client.internal.settings.Registry;
import dev.visionlog.client.internal.settings.Resolution;
import dev.visionlog.client.internal.settings.Setting;
import dev.visionlog.client.internal.settings.SettingValues;
import dev.visionlog.client.internal.settings.SettingsSources;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a client behaves. Immutable.
 *
 * <p>What the builder was not told comes from, in this order: the system property {@code
 * visionlog.client.batch_entries}, the variable {@code VISIONLOG_CLIENT_BATCH_ENTRIES}, a variable
 * of older programs ({@code BATCH_SIZE}), the file {@code visionlog-client.properties}, the
 * default.
 *
 * <p>Settings are equal if all their values are, wherever these came from.
 */
public final class ClientSettings {
  private final SettingValues values;
  private final boolean tls;
  private final List<String> warnings;

  private ClientSettings(Resolution resolution) {
    values = resolution.values();
    tls = resolution.address().tls();
    warnings = resolution.warnings();
  }

  /** To choose some settings; {@link Builder#build} finds the others. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * What properties, variables and the file say.
   *
   * @throws ClientSettingsException if anything there is wrong
   */
  public static ClientSettings load() {
    return builder().build();
  }

  /**
   * What people should know about these settings, a sentence each: a key that goes over the network
   * without TLS, a variable that was passed over. Often empty. Without secrets.
   */
  public List<String> warnings() {
    return warnings;
  }

  /** Whether entries and predictions are sent at all; if not, they are counted as dropped. */
  public boolean enabled() {
    return values.get(Registry.ENABLED);
  }

  /** The server, as {@code host:port} or {@code https://host:port}; the port is always there. */
  public String endpoint() {
    return values.get(Registry.ENDPOINT);
  }

  /** Sent as a bearer token with every call. Never printed. */
  public @Nullable String apiKey() {
    return values.find(Registry.API_KEY);
  }

  /** Whether TLS is used: because the endpoint says {@code https}, or because it was set. */
  public boolean tls() {
    return tls;
  }

  /** A file of certificates (PEM) to trust in place of Java's own. */
  public @Nullable Path tlsCa() {
    return values.find(Registry.TLS_CA);
  }

  /** The client's certificate chain (PEM), for servers that want one. */
  public @Nullable Path tlsCertificate() {
    return values.find(Registry.TLS_CERTIFICATE);
  }

  /** The key (PEM, PKCS#8) of {@link #tlsCertificate}. */
  public @Nullable Path tlsKey() {
    return values.find(Registry.TLS_KEY);
  }

  /** The writer's name for people; if it is empty, the client takes the host's name. */
  public String name() {
    return values.get(Registry.NAME);
  }

  /** The source of entries that name none. */
  public String source() {
    return values.get(Registry.SOURCE);
  }

  /** A batch is sent when it has so many entries … */
  public int batchEntries() {
    return values.get(Registry.BATCH_ENTRIES);
  }

  /** … or so many bytes … */
  public int batchBytes() {
    return values.get(Registry.BATCH_BYTES).intValue();
  }

  /** … or when its oldest entry has waited so long. */
  public Duration batchAge() {
    return values.get(Registry.BATCH_AGE);
  }

  /** How many batches may be on their way. */
  public int window() {
    return values.get(Registry.WINDOW);
  }

  /**
   * After so many failed attempts in a row, what waits goes to the spool. The client goes on
   * trying.
   */
  public int maxRetries() {
    return values.get(Registry.MAX_RETRIES);
  }

  /** The longest wait before the first new attempt; a random part of it is waited. */
  public Duration retryDelay() {
    return values.get(Registry.RETRY_DELAY);
  }

  /** By how much that wait grows with each further attempt. */
  public double retryMultiplier() {
    return values.get(Registry.RETRY_MULTIPLIER);
  }

  /** The longest wait between two attempts. */
  public Duration maxRetryDelay() {
    return values.get(Registry.MAX_RETRY_DELAY);
  }

  /**
   * How long the server may take to acknowledge a batch before the connection is taken for dead.
   */
  public Duration answerTimeout() {
    return values.get(Registry.ANSWER_TIMEOUT);
  }

  /** How many entries may wait in memory. */
  public int queueEntries() {
    return values.get(Registry.QUEUE_ENTRIES);
  }

  /** How many bytes these may hold. */
  public long queueBytes() {
    return values.get(Registry.QUEUE_BYTES);
  }

  /** A batch of predictions is sent when it has so many … */
  public int predictionBatchEntries() {
    return values.get(Registry.PREDICTION_BATCH_ENTRIES);
  }

  /** … or so many bytes with their images; one that is larger is sent alone … */
  public int predictionBatchBytes() {
    return values.get(Registry.PREDICTION_BATCH_BYTES).intValue();
  }

  /** … or when its oldest prediction has waited so long. */
  public Duration predictionBatchAge() {
    return values.get(Registry.PREDICTION_BATCH_AGE);
  }

  /** How many predictions may wait in memory. */
  public int predictionQueueEntries() {
    return values.get(Registry.PREDICTION_QUEUE_ENTRIES);
  }

  /** How many bytes these may hold with their images. */
  public long predictionQueueBytes() {
    return values.get(Registry.PREDICTION_QUEUE_BYTES);
  }

  /** What happens when a queue is full. */
  public WhenFull whenFull() {
    return values.get(Registry.WHEN_FULL);
  }

  /** How long a caller waits at most with {@link WhenFull#BLOCK}. */
  public Duration blockTimeout() {
    return values.get(Registry.BLOCK_TIMEOUT);
  }

  /**
   * The folder for what cannot be sent, as an absolute path. Without one it is lost when the
   * process ends.
   */
  public @Nullable Path spool() {
    return values.find(Registry.SPOOL);
  }

  /**
   * How large the spool may get, for entries and for predictions each; then its oldest file goes.
   */
  public long spoolMaxBytes() {
    return values.get(Registry.SPOOL_MAX_BYTES);
  }

  /** How long anything may lie in the spool. */
  public Duration spoolMaxAge() {
    return values.get(Registry.SPOOL_MAX_AGE);
  }

  /** So many bytes of the disk the spool leaves free. */
  public long spoolMinFreeBytes() {
    return values.get(Registry.SPOOL_MIN_FREE_BYTES);
  }

  /** Longer messages are cut, with a mark that says how long they were. */
  public int maxMessageBytes() {
    return values.get(Registry.MAX_MESSAGE_BYTES).intValue();
  }

  /** Larger extra data is replaced by a mark. */
  public int maxExtraBytes() {
    return values.get(Registry.MAX_EXTRA_BYTES).intValue();
  }

  /** How long closing may take. */
  public Duration closeTimeout() {
    return values.get(Registry.CLOSE_TIMEOUT);
  }

  /** Whether the end of the JVM closes the client. */
  public boolean shutdownHook() {
    return values.get(Registry.SHUTDOWN_HOOK);
  }

  /** Whether to follow the server's thresholds also while nothing is sent. */
  public boolean watchThresholds() {
    return values.get(Registry.WATCH_THRESHOLDS);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ClientSettings that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** Every setting, and where it came from if it is not the default. No secret is in it. */
  @Override
  public String toString() {
    return "ClientSettings[" + values + "]";
  }

  /** Collects what a program chooses. For one thread; may be used again after {@link #build}. */
  public static final class Builder {
    private final Map<Setting<?>, Object> chosen = new HashMap<>();

    private Builder() {}

    /** Whether entries and predictions are sent at all; if not, they are counted as dropped. */
    @CanIgnoreReturnValue
    public Builder enabled(boolean value) {
      return set(Registry.ENABLED, value);
    }

    /**
     * The server: {@code host}, {@code host:port}, {@code [::1]:50051}, {@code dns:///host:port},
     * or a URL whose scheme says whether to use TLS: {@code http://host:port}, {@code
     * https://host:port}. The port is 50051 if not given, whatever the scheme. The path of a URL
     * has no meaning; a user name, a password and a query are refused.
     */
    @CanIgnoreReturnValue
    public Builder endpoint(String value) {
      return set(Registry.ENDPOINT, value);
    }

    /**
     * Sent as a bearer token with every call; visible ASCII characters. Blank for none. Never
     * printed.
     */
    @CanIgnoreReturnValue
    public Builder apiKey(String value) {
      return set(Registry.API_KEY, value);
    }

    /** Whether to use TLS although the endpoint does not say {@code https}. */
    @CanIgnoreReturnValue
    public Builder tls(boolean value) {
      return set(Registry.TLS, value);
    }

    /** A file of certificates (PEM) to trust in place of Java's own. It must be there. */
    @CanIgnoreReturnValue
    public Builder tlsCa(Path value) {
      return set(Registry.TLS_CA, value);
    }

    /** The client's certificate chain (PEM), for servers that want one. It must be there. */
    @CanIgnoreReturnValue
    public Builder tlsCertificate(Path value) {
      return set(Registry.TLS_CERTIFICATE, value);
    }

    /** The key (PEM, PKCS#8) of {@link #tlsCertificate}. It must be there. */
    @CanIgnoreReturnValue
    public Builder tlsKey(Path value) {
      return set(Registry.TLS_KEY, value);
    }

    /** The writer's name for people, at most 200 characters; the host's name if empty. */
    @CanIgnoreReturnValue
    public Builder name(String value) {
      return set(Registry.NAME, value);
    }

    /** The source of entries that name none, 1 to 100 characters. */
    @CanIgnoreReturnValue
    public Builder source(String value) {
      return set(Registry.SOURCE, value);
    }

    /** A batch is sent when it has so many entries, 1 to 10,000 … */
    @CanIgnoreReturnValue
    public Builder batchEntries(int value) {
      return set(Registry.BATCH_ENTRIES, value);
    }

    /** … or so many bytes, 1 KiB to 8 MiB … */
    @CanIgnoreReturnValue
    public Builder batchBytes(int value) {
      return set(Registry.BATCH_BYTES, (long) value);
    }

    /** … or when its oldest entry has waited so long, at most 1 hour; with 0, nothing waits. */
    @CanIgnoreReturnValue
    public Builder batchAge(Duration value) {
      return set(Registry.BATCH_AGE, value);
    }

    /** How many batches may be on their way, 1 to 64. */
    @CanIgnoreReturnValue
    public Builder window(int value) {
      return set(Registry.WINDOW, value);
    }

    /**
     * After so many failed attempts in a row, 0 to 1,000, what waits goes to the spool. The client
     * goes on trying.
     */
    @CanIgnoreReturnValue
    public Builder maxRetries(int value) {
      return set(Registry.MAX_RETRIES, value);
    }

    /**
     * The longest wait before the first new attempt, 1 ms to 10 minutes; a random part of it is
     * waited.
     */
    @CanIgnoreReturnValue
    public Builder retryDelay(Duration value) {
      return set(Registry.RETRY_DELAY, value);
    }

    /** By how much that wait grows with each further attempt, 1 to 10. */
    @CanIgnoreReturnValue
    public Builder retryMultiplier(double value) {
      return set(Registry.RETRY_MULTIPLIER, value);
    }

    /** The longest wait between two attempts, the first included; 1 ms to 1 hour. */
    @CanIgnoreReturnValue
    public Builder maxRetryDelay(Duration value) {
      return set(Registry.MAX_RETRY_DELAY, value);
    }

    /**
     * How long the server may take to acknowledge a batch before the connection is taken for dead,
     * 10 ms to 1 hour.
     */
    @CanIgnoreReturnValue
    public Builder answerTimeout(Duration value) {
      return set(Registry.ANSWER_TIMEOUT, value);
    }

    /** How many entries may wait in memory, 1 to 8,000,000. */
    @CanIgnoreReturnValue
    public Builder queueEntries(int value) {
      return set(Registry.QUEUE_ENTRIES, value);
    }

    /** How many bytes these may hold, 1 KiB to 64 GiB. */
    @CanIgnoreReturnValue
    public Builder queueBytes(long value) {
      return set(Registry.QUEUE_BYTES, value);
    }

    /** A batch of predictions is sent when it has so many, 1 to 10,000 … */
    @CanIgnoreReturnValue
    public Builder predictionBatchEntries(int value) {
      return set(Registry.PREDICTION_BATCH_ENTRIES, value);
    }

    /** … or so many bytes with their images, 1 KiB to 16 MiB; a larger one is sent alone … */
    @CanIgnoreReturnValue
    public Builder predictionBatchBytes(int value) {
      return set(Registry.PREDICTION_BATCH_BYTES, (long) value);
    }

    /** … or when its oldest prediction has waited so long, at most 1 hour. */
    @CanIgnoreReturnValue
    public Builder predictionBatchAge(Duration value) {
      return set(Registry.PREDICTION_BATCH_AGE, value);
    }

    /** How many predictions may wait in memory, 1 to 8,000,000. */
    @CanIgnoreReturnValue
    public Builder predictionQueueEntries(int value) {
      return set(Registry.PREDICTION_QUEUE_ENTRIES, value);
    }

    /** How many bytes these may hold with their images, 1 KiB to 64 GiB. */
    @CanIgnoreReturnValue
    public Builder predictionQueueBytes(long value) {
      return set(Registry.PREDICTION_QUEUE_BYTES, value);
    }

    /** What happens when a queue is full. */
    @CanIgnoreReturnValue
    public Builder whenFull(WhenFull value) {
      return set(Registry.WHEN_FULL, value);
    }

    /** How long a caller waits at most with {@link WhenFull#BLOCK}, 0 to 1 hour. */
    @CanIgnoreReturnValue
    public Builder blockTimeout(Duration value) {
      return set(Registry.BLOCK_TIMEOUT, value);
    }

    /**
     * The folder for what cannot be sent; a relative path starts in the working folder. Without one
     * it is lost when the process ends.
     */
    @CanIgnoreReturnValue
    public Builder spool(Path value) {
      return set(Registry.SPOOL, value);
    }

    /**
     * How large the spool may get, for entries and for predictions each, 1 KiB to 64 TiB; then its
     * oldest file goes.
     */
    @CanIgnoreReturnValue
    public Builder spoolMaxBytes(long value) {
      return set(Registry.SPOOL_MAX_BYTES, value);
    }

    /** How long anything may lie in the spool, 1 second to 3,650 days. */
    @CanIgnoreReturnValue
    public Builder spoolMaxAge(Duration value) {
      return set(Registry.SPOOL_MAX_AGE, value);
    }

    /** So many bytes of the disk the spool leaves free, 0 to 64 TiB. */
    @CanIgnoreReturnValue
    public Builder spoolMinFreeBytes(long value) {
      return set(Registry.SPOOL_MIN_FREE_BYTES, value);
    }

    /** Longer messages are cut, with a mark that says how long they were; 64 bytes to 4 MiB. */
    @CanIgnoreReturnValue
    public Builder maxMessageBytes(int value) {
      return set(Registry.MAX_MESSAGE_BYTES, (long) value);
    }

    /** Larger extra data is replaced by a mark; 64 bytes to 4 MiB. */
    @CanIgnoreReturnValue
    public Builder maxExtraBytes(int value) {
      return set(Registry.MAX_EXTRA_BYTES, (long) value);
    }

    /** How long closing may take, 0 to 10 minutes. */
    @CanIgnoreReturnValue
    public Builder closeTimeout(Duration value) {
      return set(Registry.CLOSE_TIMEOUT, value);
    }

    /** Whether the end of the JVM closes the client. */
    @CanIgnoreReturnValue
    public Builder shutdownHook(boolean value) {
      return set(Registry.SHUTDOWN_HOOK, value);
    }

    /** Whether to follow the server's thresholds also while nothing is sent. */
    @CanIgnoreReturnValue
    public Builder watchThresholds(boolean value) {
      return set(Registry.WATCH_THRESHOLDS, value);
    }

    @CanIgnoreReturnValue
    private <T> Builder set(Setting<T> setting, T value) {
      chosen.put(setting, Objects.requireNonNull(value, setting.name()));
      return this;
    }

    /**
     * Finds what was not chosen, and checks everything.
     *
     * @throws ClientSettingsException with all that is unknown, unreadable or out of bounds
     */
    public ClientSettings build() {
      return build(SettingsSources.ofProcess());
    }

    ClientSettings build(SettingsSources sources) {
      Resolution resolution = Resolution.of(chosen, sources);
      if (!resolution.errors().isEmpty()) {
        throw new ClientSettingsException(resolution.errors());
      }
      return new ClientSettings(resolution);
    }
  }
}
