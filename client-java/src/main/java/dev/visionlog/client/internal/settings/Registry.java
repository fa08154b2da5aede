package dev.visionlog.client.internal.settings;

import dev.visionlog.client.WhenFull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every setting there is, in the order in which people read them. */
public final class Registry {
  private static final List<Setting<?>> DEFINED = new ArrayList<>();

  public static final Setting<Boolean> ENABLED =
      define(
          "enabled",
          new BooleanType(),
          "true",
          Alias.own("CLOUD_LOGGING_ENABLED"),
          "Whether entries and predictions are sent at all; if not, they are counted as dropped.");
  public static final Setting<String> ENDPOINT =
      define(
          "endpoint",
          new EndpointType(),
          "localhost:50051",
          Alias.own("CLOUD_LOGGING_ENDPOINT"),
          "The server. Only `https` means TLS. The path of a URL has no meaning.");
  public static final Setting<String> API_KEY =
      define(
          "api_key",
          new ApiKeyType(),
          null,
          Alias.own("CLOUD_LOGGING_API_KEY"),
          "Sent as a bearer token with every call.");
  public static final Setting<Boolean> TLS =
      define(
          "tls",
          new BooleanType(),
          "false",
          null,
          "Whether to use TLS although the endpoint does not say `https`.");
  public static final Setting<Path> TLS_CA =
      define(
          "tls_ca",
          new FileType(),
          null,
          null,
          "Certificates (PEM) to trust in place of Java's own.");
  public static final Setting<Path> TLS_CERTIFICATE =
      define(
          "tls_certificate",
          new FileType(),
          null,
          null,
          "The client's certificate chain (PEM), for servers that want one.");
  public static final Setting<Path> TLS_KEY =
      define("tls_key", new FileType(), null, null, "The key (PEM, PKCS#8) of `tls_certificate`.");
  public static final Setting<String> NAME =
      define(
          "name",
          new TextType(0, 200),
          "",
          Alias.shared("EDGE_DEVICE_ID"),
          "The writer's name for people; the host's name if empty. Also the edge device of predictions"
              + " that name none, if it is set.");
  public static final Setting<String> SOURCE =
      define(
          "source", new TextType(1, 100), "system", null, "The source of entries that name none.");

  public static final Setting<Integer> BATCH_ENTRIES =
      define(
          "batch_entries",
          new IntegerType(1, 10_000),
          "32",
          Alias.shared("BATCH_SIZE"),
          "A batch is sent when it has so many entries …");
  public static final Setting<Long> BATCH_BYTES =
      define(
          "batch_bytes", SizeType.between("1KiB", "8MiB"), "256KiB", null, "… or so many bytes …");
  public static final Setting<Duration> BATCH_AGE =
      define(
          "batch_age",
          DurationType.between("0ms", "1h"),
          "200ms",
          Alias.sharedSeconds("BATCH_TIMEOUT_SECONDS"),
          "… or when its oldest entry has waited so long.");
  public static final Setting<Integer> WINDOW =
      define("window", new IntegerType(1, 64), "16", null, "How many batches may be on their way.");
  public static final Setting<Integer> MAX_RETRIES =
      define(
          "max_retries",
          new IntegerType(0, 1_000),
          "3",
          Alias.shared("MAX_RETRIES"),
          "After so many failed attempts in a row, what waits goes to the spool. The client goes on"
              + " trying.");
  public static final Setting<Duration> RETRY_DELAY =
      define(
          "retry_delay",
          DurationType.between("1ms", "10m"),
          "500ms",
          null,
          "The longest wait before the first new attempt; a random part of it is waited.");
  public static final Setting<Double> RETRY_MULTIPLIER =
      define(
          "retry_multiplier",
          new DecimalType(1, 10),
          "2",
          Alias.shared("RETRY_BACKOFF_MULTIPLIER"),
          "By how much that wait grows with each further attempt.");
  public static final Setting<Duration> MAX_RETRY_DELAY =
      define(
          "max_retry_delay",
          DurationType.between("1ms", "1h"),
          "1m",
          null,
          "The longest wait between two attempts, the first included.");
  public static final Setting<Duration> ANSWER_TIMEOUT =
      define(
          "answer_timeout",
          DurationType.between("10ms", "1h"),
          "30s",
          Alias.sharedSeconds("TIMEOUT_SECONDS"),
          "How long the server may take to acknowledge a batch before the connection is taken for"
              + " dead.");

  public static final Setting<Integer> QUEUE_ENTRIES =
      define(
          "queue_entries",
          new IntegerType(1, 8_000_000),
          "65536",
          null,
          "How many entries may wait in memory.");
  public static final Setting<Long> QUEUE_BYTES =
      define(
          "queue_bytes",
          SizeType.between("1KiB", "64GiB"),
          "32MiB",
          null,
          "How many bytes these may hold.");
  public static final Setting<WhenFull> WHEN_FULL =
      define(
          "when_full",
          new ChoiceType<>(WhenFull.class),
          "drop",
          null,
          "What happens when a queue is full: entries of the lowest level, or predictions that are"
              + " neither defects nor failures, are dropped, or the caller waits.");
  public static final Setting<Duration> BLOCK_TIMEOUT =
      define(
          "block_timeout",
          DurationType.between("0ms", "1h"),
          "1s",
          null,
          "How long a caller waits at most, if it waits.");

  public static final Setting<Integer> PREDICTION_BATCH_ENTRIES =
      define(
          "prediction_batch_entries",
          new IntegerType(1, 10_000),
          "32",
          Alias.shared("BATCH_SIZE"),
          "A batch of predictions is sent when it has so many …");
  public static final Setting<Long> PREDICTION_BATCH_BYTES =
      define(
          "prediction_batch_bytes",
          SizeType.between("1KiB", "16MiB"),
          "4MiB",
          null,
          "… or so many bytes with their images; one that is larger is sent alone …");
  public static final Setting<Duration> PREDICTION_BATCH_AGE =
      define(
          "prediction_batch_age",
          DurationType.between("0ms", "1h"),
          "10s",
          Alias.sharedSeconds("BATCH_TIMEOUT_SECONDS"),
          "… or when its oldest prediction has waited so long.");
  public static final Setting<Integer> PREDICTION_QUEUE_ENTRIES =
      define(
          "prediction_queue_entries",
          new IntegerType(1, 8_000_000),
          "4096",
          null,
          "How many predictions may wait in memory.");
  public static final Setting<Long> PREDICTION_QUEUE_BYTES =
      define(
          "prediction_queue_bytes",
          SizeType.between("1KiB", "64GiB"),
          "64MiB",
          null,
          "How many bytes these may hold with their images.");

  public static final Setting<Path> SPOOL =
      define(
          "spool",
          new FolderType(),
          null,
          Alias.sharedBufferFile("BUFFER_FILE"),
          "Where entries and predictions are kept that cannot be sent. Without it they are lost when"
              + " the process ends.");
  public static final Setting<Long> SPOOL_MAX_BYTES =
      define(
          "spool_max_bytes",
          SizeType.between("1KiB", "64TiB"),
          "1GiB",
          null,
          "How large the spool may get, for entries and for predictions each; then its oldest file"
              + " goes.");
  public static final Setting<Duration> SPOOL_MAX_AGE =
      define(
          "spool_max_age",
          DurationType.between("1s", "3650d"),
          "7d",
          null,
          "How long entries and predictions may lie in the spool.");
  public static final Setting<Long> SPOOL_MIN_FREE_BYTES =
      define(
          "spool_min_free_bytes",
          SizeType.between("0B", "64TiB"),
          "256MiB",
          null,
          "So much of the disk the spool leaves free.");

  public static final Setting<Long> MAX_MESSAGE_BYTES =
      define(
          "max_message_bytes",
          SizeType.between("64B", "4MiB"),
          "64KiB",
          null,
          "Longer messages are cut, with a mark that says how long they were; so are a prediction's"
              + " notes and error message.");
  public static final Setting<Long> MAX_EXTRA_BYTES =
      define(
          "max_extra_bytes",
          SizeType.between("64B", "4MiB"),
          "64KiB",
          null,
          "Larger extra data is replaced by a mark, and so is each other JSON of a prediction.");
  public static final Setting<Duration> CLOSE_TIMEOUT =
      define(
          "close_timeout",
          DurationType.between("0ms", "10m"),
          "3s",
          null,
          "How long closing may take.");
  public static final Setting<Boolean> SHUTDOWN_HOOK =
      define(
          "shutdown_hook",
          new BooleanType(),
          "false",
          null,
          "Whether the end of the JVM closes the client.");
  public static final Setting<Boolean> WATCH_THRESHOLDS =
      define(
          "watch_thresholds",
          new BooleanType(),
          "true",
          null,
          "Whether to follow the server's thresholds also while nothing is sent.");

  static final List<Setting<?>> ALL = Collections.unmodifiableList(DEFINED);

  private Registry() {}

  private static <T> Setting<T> define(
      String name,
      SettingType<T> type,
      @Nullable String defaultText,
      @Nullable Alias alias,
      String meaning) {
    Setting<T> setting = new Setting<>(DEFINED.size(), name, type, defaultText, alias, meaning);
    DEFINED.add(setting);
    return setting;
  }
}
