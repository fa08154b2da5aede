package dev.visionlog.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every setting there is, in the order in which people read them. */
final class Registry {
  private static final List<Setting<?>> DEFINED = new ArrayList<>();
  private static final IntegerType PORT = new IntegerType(0, 65_535);

  static final Setting<Path> DATA_DIR =
      define(
          "data.dir",
          new PathType(),
          ".visionlog",
          "Where the embedded PostgreSQL keeps its data.");

  static final Setting<String> GRPC_HOST =
      define(
          "grpc.host",
          new LoopbackHostType(),
          "127.0.0.1",
          "Address that the gRPC service listens on.");
  static final Setting<Integer> GRPC_PORT =
      define("grpc.port", PORT, "50051", "Port of the gRPC service; 0 takes any free one.");

  static final Setting<String> WEB_HOST =
      define(
          "web.host", new LoopbackHostType(), "127.0.0.1", "Address that the web page listens on.");
  static final Setting<Integer> WEB_PORT =
      define("web.port", PORT, "8080", "Port of the web page; 0 turns it off.");
  static final Setting<Path> WEB_TLS_CERTIFICATE =
      define(
          "web.tls_certificate",
          new PathType(),
          null,
          "Certificate chain of the web page, PEM; with it HTTPS is served.");
  static final Setting<Path> WEB_TLS_KEY =
      define("web.tls_key", new PathType(), null, "Private key of web.tls_certificate, PEM.");
  static final Setting<String> WEB_ORIGINS =
      define(
          "web.origins",
          new TextType(),
          null,
          "Where else the web page is used, such as https://logs.example.com of a proxy; with commas.");

  static final Setting<Boolean> DEMO =
      define(
          "demo",
          new TruthType(),
          "false",
          "Whether a camera worker with a drawn scene is started too, for something to look at.");

  static final Setting<DatabaseUrl> DATABASE_URL =
      define(
          "database.url",
          new DatabaseUrlType(),
          null,
          "A PostgreSQL of your own; without it an embedded one is started.");
  static final Setting<String> DATABASE_USER =
      define(
          "database.user",
          new TextType(),
          null,
          "User for database.url; wins over a user in the URL.");
  static final Setting<Secret> DATABASE_PASSWORD =
      define(
          "database.password",
          new SecretType(),
          null,
          "Password for database.url; wins over a password in the URL.");
  static final Setting<Integer> DATABASE_POOL_SIZE =
      define(
          "database.pool_size",
          new IntegerType(2, 500),
          "10",
          "Most connections for queries; the server's own work has up to 24 beside them.");
  static final Setting<Integer> DATABASE_EMBEDDED_PORT =
      define(
          "database.embedded_port",
          PORT,
          "0",
          "Port of the embedded PostgreSQL, on 127.0.0.1; 0 takes any free one.");

  static final Setting<Integer> INGEST_LANES =
      define(
          "ingest.lanes",
          new IntegerType(1, 16),
          "2",
          "Transactions that write entries at the same time; each needs a connection.");
  static final Setting<Long> INGEST_BUFFER =
      define(
          "ingest.buffer",
          SizeType.between("1MiB", "1GiB"),
          "32MiB",
          "Entries waiting for the database; when it is full, writers are slowed down.");
  static final Setting<Duration> INGEST_LINGER =
      define(
          "ingest.linger",
          DurationType.between("0ms", "1s"),
          "2ms",
          "How long a lane waits for more entries before it commits.");
  static final Setting<Integer> INGEST_MAX_ROWS =
      define(
          "ingest.max_rows",
          new IntegerType(1, 10_000),
          "8192",
          "Most entries in one transaction.");
  static final Setting<Long> INGEST_MAX_MESSAGE =
      define(
          "ingest.max_message",
          SizeType.between("1KiB", "16MiB"),
          "64KiB",
          "Longest message of an entry, as UTF-8; a longer one is cut and marked.");
  static final Setting<Long> INGEST_MAX_EXTRA =
      define(
          "ingest.max_extra",
          SizeType.between("1KiB", "16MiB"),
          "64KiB",
          "Largest extra data of an entry, as JSON; a mark stands in the place of larger.");
  static final Setting<Integer> INGEST_MAX_EXTRA_DEPTH =
      define(
          "ingest.max_extra_depth",
          new IntegerType(1, 32),
          "32",
          "Deepest nesting in extra data; a mark stands in the place of what lies deeper.");
  static final Setting<Duration> INGEST_RETRY_FOR =
      define(
          "ingest.retry_for",
          DurationType.between("0ms", "10m"),
          "5s",
          "How long a lane tries again while the database is away, before writers have to.");
  static final Setting<List<Pattern>> INGEST_MASK_PATTERNS =
      define(
          "ingest.mask_patterns",
          new PatternsType(),
          null,
          "What else to mask in messages and extra data before they are stored.");

  static final Setting<Path> IMAGES_DIR =
      define(
          "images.dir",
          new PathType(),
          null,
          "Where images are kept; images in data.dir by default. Several servers may share it.");
  static final Setting<Boolean> IMAGES_BY_DATE =
      define(
          "images.by_date", new TruthType(), "true", "Whether images lie in folders by UTC day.");
  static final Setting<Boolean> IMAGES_BY_RESULT =
      define(
          "images.by_result",
          new TruthType(),
          "true",
          "Whether images with and without a defect have folders of their own.");
  static final Setting<Integer> IMAGES_QUALITY =
      define(
          "images.quality",
          new IntegerType(1, 100),
          "95",
          "JPEG quality of what does not come as JPEG; JPEG is kept as it comes.");
  static final Setting<Long> IMAGES_MAX_SIZE =
      define("images.max_size", SizeType.between("1KiB", "256MiB"), "25MiB", "Largest image.");
  static final Setting<Integer> IMAGES_MAX_PIXELS =
      define(
          "images.max_pixels",
          new IntegerType(1, 1_000_000_000),
          "50000000",
          "Most pixels of an image; looked at before it is decoded.");
  static final Setting<Set<String>> IMAGES_FORMATS =
      define(
          "images.formats",
          ChoicesType.of("jpeg", "png", "webp", "bmp", "tiff", "raw"),
          "jpeg,png,webp,bmp,tiff,raw",
          "Which images are taken; raw are frames without a format.");

  static final Setting<Integer> IMAGES_CODECS =
      define(
          "images.codecs",
          new IntegerType(1, 64),
          "2",
          "How many images are decoded or encoded at the same time.");
  static final Setting<Long> IMAGES_MIN_FREE =
      define(
          "images.min_free",
          SizeType.between("0B", "1024GiB"),
          "256MiB",
          "Below so much free space no image is stored; its prediction is, and says why.");

  static final Setting<Long> TAIL_BUFFER =
      define(
          "tail.buffer",
          SizeType.between("64KiB", "1GiB"),
          "16MiB",
          "Latest entries kept in memory for tails; a tail further behind gets a gap.");
  static final Setting<Integer> TAIL_MAX_STREAMS =
      define(
          "tail.max_streams", new IntegerType(1, 100_000), "1000", "Most tails at the same time.");
  static final Setting<Duration> TAIL_HEARTBEAT =
      define(
          "tail.heartbeat",
          DurationType.between("1s", "10m"),
          "15s",
          "How long a tail may be silent before it gets a sign of life.");

  static final Setting<Duration> SEARCH_BUDGET =
      define(
          "search.budget",
          DurationType.between("10ms", "1m"),
          "900ms",
          "How long a search works on one page before it answers with what it has.");
  static final Setting<Boolean> SEARCH_INDEX =
      define(
          "search.index",
          new TruthType(),
          "true",
          "Whether days that are over are indexed for substring searches. Takes 35 microseconds of a core and 120 to 190 bytes an entry.");

  static final Setting<Duration> PARTITIONS_AHEAD =
      define(
          "partitions.ahead",
          DurationType.between("1d", "365d"),
          "3d",
          "How far ahead partitions for coming days are made.");
  static final Setting<Duration> RETENTION_INTERVAL =
      define(
          "retention.interval",
          DurationType.between("1m", "1d"),
          "1h",
          "How often old entries are looked for and partitions are made.");

  static final Setting<Integer> METRICS_PORT =
      define("metrics.port", PORT, "0", "Port of the metrics for Prometheus; 0 turns them off.");
  static final Setting<Duration> SHUTDOWN_GRACE =
      define(
          "shutdown.grace",
          DurationType.between("0ms", "10m"),
          "10s",
          "How long calls in progress may go on when the server stops.");

  static final List<Setting<?>> ALL = Collections.unmodifiableList(DEFINED);

  private Registry() {}

  private static <T> Setting<T> define(
      String key, SettingType<T> type, @Nullable String defaultText, String meaning) {
    Setting<T> setting = new Setting<>(key, type, defaultText, meaning);
    DEFINED.add(setting);
    return setting;
  }
}
