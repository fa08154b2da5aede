package dev.visionlog.client;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a client behaves. Immutable. */
public final class ClientSettings {
  private final boolean enabled;
  private final String endpoint;
  private final @Nullable String apiKey;
  private final boolean tls;
  private final @Nullable Path tlsCa;
  private final @Nullable Path tlsCertificate;
  private final @Nullable Path tlsKey;
  private final String name;
  private final String source;
  private final int batchEntries;
  private final int batchBytes;
  private final Duration batchAge;
  private final int window;
  private final int maxRetries;
  private final Duration retryDelay;
  private final double retryMultiplier;
  private final Duration maxRetryDelay;
  private final Duration answerTimeout;
  private final int queueEntries;
  private final long queueBytes;
  private final WhenFull whenFull;
  private final Duration blockTimeout;
  private final @Nullable Path spool;
  private final long spoolMaxBytes;
  private final Duration spoolMaxAge;
  private final long spoolMinFreeBytes;
  private final int maxMessageBytes;
  private final int maxExtraBytes;
  private final Duration closeTimeout;
  private final boolean shutdownHook;
  private final boolean watchThresholds;

  private ClientSettings(Builder builder) {
    enabled = builder.enabled;
    endpoint = builder.endpoint;
    apiKey = builder.apiKey;
    tls = builder.tls;
    tlsCa = builder.tlsCa;
    tlsCertificate = builder.tlsCertificate;
    tlsKey = builder.tlsKey;
    name = builder.name;
    source = builder.source;
    batchEntries = builder.batchEntries;
    batchBytes = builder.batchBytes;
    batchAge = builder.batchAge;
    window = builder.window;
    maxRetries = builder.maxRetries;
    retryDelay = builder.retryDelay;
    retryMultiplier = builder.retryMultiplier;
    maxRetryDelay = builder.maxRetryDelay;
    answerTimeout = builder.answerTimeout;
    queueEntries = builder.queueEntries;
    queueBytes = builder.queueBytes;
    whenFull = builder.whenFull;
    blockTimeout = builder.blockTimeout;
    spool = builder.spool;
    spoolMaxBytes = builder.spoolMaxBytes;
    spoolMaxAge = builder.spoolMaxAge;
    spoolMinFreeBytes = builder.spoolMinFreeBytes;
    maxMessageBytes = builder.maxMessageBytes;
    maxExtraBytes = builder.maxExtraBytes;
    closeTimeout = builder.closeTimeout;
    shutdownHook = builder.shutdownHook;
    watchThresholds = builder.watchThresholds;
  }

  public Endpoint address() {
    String[] p = endpoint.split(":");
    return new Endpoint(p[0], Integer.parseInt(p[1]), false);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Whether entries are sent at all; if not, they are counted as dropped. */
  public boolean enabled() {
    return enabled;
  }

  /**
   * The server: {@code host:port}, or a URL whose scheme says whether to use TLS: {@code
   * http://host:port}, {@code https://host:port}.
   */
  public String endpoint() {
    return endpoint;
  }

  /** Sent as a bearer token with every call. Never printed. */
  public @Nullable String apiKey() {
    return apiKey;
  }

  /** Whether to use TLS although the endpoint does not say {@code https}. */
  public boolean tls() {
    return tls;
  }

  /** A file of certificates (PEM) to trust in place of Java's own. */
  public @Nullable Path tlsCa() {
    return tlsCa;
  }

  /** The client's certificate chain (PEM), for servers that want one. */
  public @Nullable Path tlsCertificate() {
    return tlsCertificate;
  }

  /** The key (PEM, PKCS#8) of {@link #tlsCertificate}. */
  public @Nullable Path tlsKey() {
    return tlsKey;
  }

  /**
   * The writer's name for people, at most 200 characters; the device's id or else the host's name
   * if empty.
   */
  public String name() {
    return name;
  }

  /** The source of entries that name none. */
  public String source() {
    return source;
  }

  /** A batch is sent when it has so many entries, 1 to 10,000 … */
  public int batchEntries() {
    return batchEntries;
  }

  /** … or so many bytes, 1 KiB to 8 MiB … */
  public int batchBytes() {
    return batchBytes;
  }

  /** … or when its oldest entry has waited so long. */
  public Duration batchAge() {
    return batchAge;
  }

  /** How many batches may be on their way, 1 to 64. */
  public int window() {
    return window;
  }

  /**
   * After so many failed attempts in a row, what waits goes to the spool. The client goes on
   * trying.
   */
  public int maxRetries() {
    return maxRetries;
  }

  /** The longest wait before the first new attempt; a random part of it is waited. */
  public Duration retryDelay() {
    return retryDelay;
  }

  /** By how much that wait grows with each further attempt, 1 to 10. */
  public double retryMultiplier() {
    return retryMultiplier;
  }

  /** The longest wait between two attempts. */
  public Duration maxRetryDelay() {
    return maxRetryDelay;
  }

  /**
   * How long the server may take to acknowledge a batch before the connection is taken for dead.
   */
  public Duration answerTimeout() {
    return answerTimeout;
  }

  /** How many entries may wait in memory. */
  public int queueEntries() {
    return queueEntries;
  }

  /** How many bytes these may hold. */
  public long queueBytes() {
    return queueBytes;
  }

  /** What happens when the queue is full. */
  public WhenFull whenFull() {
    return whenFull;
  }

  /** How long a caller waits at most with {@link WhenFull#BLOCK}. */
  public Duration blockTimeout() {
    return blockTimeout;
  }

  /**
   * The folder for entries that cannot be sent. Without one they are lost when the process ends.
   */
  public @Nullable Path spool() {
    return spool;
  }

  /** How large the spool may get; then its oldest file goes. */
  public long spoolMaxBytes() {
    return spoolMaxBytes;
  }

  /** How long entries may lie in the spool. */
  public Duration spoolMaxAge() {
    return spoolMaxAge;
  }

  /** So many bytes of the disk the spool leaves free. */
  public long spoolMinFreeBytes() {
    return spoolMinFreeBytes;
  }

  /** Longer messages are cut, with a mark that says how long they were. */
  public int maxMessageBytes() {
    return maxMessageBytes;
  }

  /** Larger extra data is replaced by a mark. */
  public int maxExtraBytes() {
    return maxExtraBytes;
  }

  /** How long closing may take. */
  public Duration closeTimeout() {
    return closeTimeout;
  }

  /** Whether the end of the JVM closes the client. */
  public boolean shutdownHook() {
    return shutdownHook;
  }

  /** Whether to follow the server's thresholds also while nothing is sent. */
  public boolean watchThresholds() {
    return watchThresholds;
  }

  /** Collects settings. For one thread. */
  public static final class Builder {
    private boolean enabled = true;
    private String endpoint = "localhost:50051";
    private @Nullable String apiKey;
    private boolean tls = false;
    private @Nullable Path tlsCa;
    private @Nullable Path tlsCertificate;
    private @Nullable Path tlsKey;
    private String name = "";
    private String source = "system";
    private int batchEntries = 32;
    private int batchBytes = 256 << 10;
    private Duration batchAge = Duration.ofMillis(200);
    private int window = 16;
    private int maxRetries = 3;
    private Duration retryDelay = Duration.ofMillis(500);
    private double retryMultiplier = 2;
    private Duration maxRetryDelay = Duration.ofSeconds(60);
    private Duration answerTimeout = Duration.ofSeconds(30);
    private int queueEntries = 65_536;
    private long queueBytes = 32L << 20;
    private WhenFull whenFull = WhenFull.DROP;
    private Duration blockTimeout = Duration.ofSeconds(1);
    private @Nullable Path spool;
    private long spoolMaxBytes = 1L << 30;
    private Duration spoolMaxAge = Duration.ofDays(7);
    private long spoolMinFreeBytes = 256L << 20;
    private int maxMessageBytes = 64 << 10;
    private int maxExtraBytes = 64 << 10;
    private Duration closeTimeout = Duration.ofSeconds(3);
    private boolean shutdownHook = false;
    private boolean watchThresholds = true;

    private Builder() {}

    /** Whether entries are sent at all; if not, they are counted as dropped. */
    @CanIgnoreReturnValue
    public Builder enabled(boolean value) {
      enabled = value;
      return this;
    }

    /**
     * The server: {@code host:port}, or a URL whose scheme says whether to use TLS: {@code
     * http://host:port}, {@code https://host:port}.
     */
    @CanIgnoreReturnValue
    public Builder endpoint(String value) {
      endpoint = value;
      return this;
    }

    /** Sent as a bearer token with every call. Never printed. */
    @CanIgnoreReturnValue
    public Builder apiKey(String value) {
      apiKey = value;
      return this;
    }

    /** Whether to use TLS although the endpoint does not say {@code https}. */
    @CanIgnoreReturnValue
    public Builder tls(boolean value) {
      tls = value;
      return this;
    }

    /** A file of certificates (PEM) to trust in place of Java's own. */
    @CanIgnoreReturnValue
    public Builder tlsCa(Path value) {
      tlsCa = value;
      return this;
    }

    /** The client's certificate chain (PEM), for servers that want one. */
    @CanIgnoreReturnValue
    public Builder tlsCertificate(Path value) {
      tlsCertificate = value;
      return this;
    }

    /** The key (PEM, PKCS#8) of {@link #tlsCertificate}. */
    @CanIgnoreReturnValue
    public Builder tlsKey(Path value) {
      tlsKey = value;
      return this;
    }

    /**
     * The writer's name for people, at most 200 characters; the device's id or else the host's name
     * if empty.
     */
    @CanIgnoreReturnValue
    public Builder name(String value) {
      name = value;
      return this;
    }

    /** The source of entries that name none. */
    @CanIgnoreReturnValue
    public Builder source(String value) {
      source = value;
      return this;
    }

    /** A batch is sent when it has so many entries, 1 to 10,000 … */
    @CanIgnoreReturnValue
    public Builder batchEntries(int value) {
      batchEntries = value;
      return this;
    }

    /** … or so many bytes, 1 KiB to 8 MiB … */
    @CanIgnoreReturnValue
    public Builder batchBytes(int value) {
      batchBytes = value;
      return this;
    }

    /** … or when its oldest entry has waited so long. */
    @CanIgnoreReturnValue
    public Builder batchAge(Duration value) {
      batchAge = value;
      return this;
    }

    /** How many batches may be on their way, 1 to 64. */
    @CanIgnoreReturnValue
    public Builder window(int value) {
      window = value;
      return this;
    }

    /**
     * After so many failed attempts in a row, what waits goes to the spool. The client goes on
     * trying.
     */
    @CanIgnoreReturnValue
    public Builder maxRetries(int value) {
      maxRetries = value;
      return this;
    }

    /** The longest wait before the first new attempt; a random part of it is waited. */
    @CanIgnoreReturnValue
    public Builder retryDelay(Duration value) {
      retryDelay = value;
      return this;
    }

    /** By how much that wait grows with each further attempt, 1 to 10. */
    @CanIgnoreReturnValue
    public Builder retryMultiplier(double value) {
      retryMultiplier = value;
      return this;
    }

    /** The longest wait between two attempts. */
    @CanIgnoreReturnValue
    public Builder maxRetryDelay(Duration value) {
      maxRetryDelay = value;
      return this;
    }

    /**
     * How long the server may take to acknowledge a batch before the connection is taken for dead.
     */
    @CanIgnoreReturnValue
    public Builder answerTimeout(Duration value) {
      answerTimeout = value;
      return this;
    }

    /** How many entries may wait in memory. */
    @CanIgnoreReturnValue
    public Builder queueEntries(int value) {
      queueEntries = value;
      return this;
    }

    /** How many bytes these may hold. */
    @CanIgnoreReturnValue
    public Builder queueBytes(long value) {
      queueBytes = value;
      return this;
    }

    /** What happens when the queue is full. */
    @CanIgnoreReturnValue
    public Builder whenFull(WhenFull value) {
      whenFull = value;
      return this;
    }

    /** How long a caller waits at most with {@link WhenFull#BLOCK}. */
    @CanIgnoreReturnValue
    public Builder blockTimeout(Duration value) {
      blockTimeout = value;
      return this;
    }

    /**
     * The folder for entries that cannot be sent. Without one they are lost when the process ends.
     */
    @CanIgnoreReturnValue
    public Builder spool(Path value) {
      spool = value;
      return this;
    }

    /** How large the spool may get; then its oldest file goes. */
    @CanIgnoreReturnValue
    public Builder spoolMaxBytes(long value) {
      spoolMaxBytes = value;
      return this;
    }

    /** How long entries may lie in the spool. */
    @CanIgnoreReturnValue
    public Builder spoolMaxAge(Duration value) {
      spoolMaxAge = value;
      return this;
    }

    /** So many bytes of the disk the spool leaves free. */
    @CanIgnoreReturnValue
    public Builder spoolMinFreeBytes(long value) {
      spoolMinFreeBytes = value;
      return this;
    }

    /** Longer messages are cut, with a mark that says how long they were. */
    @CanIgnoreReturnValue
    public Builder maxMessageBytes(int value) {
      maxMessageBytes = value;
      return this;
    }

    /** Larger extra data is replaced by a mark. */
    @CanIgnoreReturnValue
    public Builder maxExtraBytes(int value) {
      maxExtraBytes = value;
      return this;
    }

    /** How long closing may take. */
    @CanIgnoreReturnValue
    public Builder closeTimeout(Duration value) {
      closeTimeout = value;
      return this;
    }

    /** Whether the end of the JVM closes the client. */
    @CanIgnoreReturnValue
    public Builder shutdownHook(boolean value) {
      shutdownHook = value;
      return this;
    }

    /** Whether to follow the server's thresholds also while nothing is sent. */
    @CanIgnoreReturnValue
    public Builder watchThresholds(boolean value) {
      watchThresholds = value;
      return this;
    }

    public ClientSettings build() {
      return new ClientSettings(this);
    }
  }
}
