package dev.visionlog.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Everything that can be set, checked. Bounds and meanings stand in the registry and in {@code
 * docs/settings.md}.
 *
 * @param demo whether there is a camera with a drawn scene
 * @param searchBudget of one page
 * @param searchIndex for days that are over
 * @param partitionsAhead of now
 * @param metricsPort 0 for none
 */
public record Settings(
    Path dataDir,
    Grpc grpc,
    Web web,
    boolean demo,
    Database database,
    Ingest ingest,
    Images images,
    Tail tail,
    Duration searchBudget,
    boolean searchIndex,
    Duration partitionsAhead,
    Duration retentionInterval,
    int metricsPort,
    Duration shutdownGrace) {

  /**
   * The gRPC service's address.
   *
   * @param port 0 for any free one
   */
  public record Grpc(String host, int port) {}

  /**
   * The web page's address.
   *
   * @param port 0 for none
   * @param origins separated by commas
   */
  public record Web(
      String host,
      int port,
      Optional<Path> tlsCertificate,
      Optional<Path> tlsKey,
      Optional<String> origins) {

    static Web of(SettingValues values) {
      return new Web(
          values.get(Registry.WEB_HOST),
          values.get(Registry.WEB_PORT),
          values.find(Registry.WEB_TLS_CERTIFICATE),
          values.find(Registry.WEB_TLS_KEY),
          values.find(Registry.WEB_ORIGINS));
    }
  }

  /**
   * The database.
   *
   * @param jdbcUrl without credentials; empty for the embedded one
   * @param user from wherever it was given, the URL included
   * @param password likewise
   * @param embeddedPort 0 for any free one
   */
  public record Database(
      Optional<String> jdbcUrl,
      Optional<String> user,
      Optional<Secret> password,
      int poolSize,
      int embeddedPort) {

    static Database of(SettingValues values) {
      Optional<DatabaseUrl> url = values.find(Registry.DATABASE_URL);
      return new Database(
          url.map(DatabaseUrl::jdbcUrl),
          values.find(Registry.DATABASE_USER).or(() -> url.flatMap(DatabaseUrl::user)),
          values.find(Registry.DATABASE_PASSWORD).or(() -> url.flatMap(DatabaseUrl::password)),
          values.get(Registry.DATABASE_POOL_SIZE),
          values.get(Registry.DATABASE_EMBEDDED_PORT));
    }

    public boolean isEmbedded() {
      return jdbcUrl.isEmpty();
    }
  }

  /**
   * The way in.
   *
   * @param buffer in bytes
   * @param maxMessage in bytes of UTF-8
   * @param maxExtra in bytes of JSON
   */
  public record Ingest(
      int lanes,
      long buffer,
      Duration linger,
      int maxRows,
      long maxMessage,
      long maxExtra,
      int maxExtraDepth,
      Duration retryFor,
      List<Pattern> maskPatterns) {

    static Ingest of(SettingValues values) {
      return new Ingest(
          values.get(Registry.INGEST_LANES),
          values.get(Registry.INGEST_BUFFER),
          values.get(Registry.INGEST_LINGER),
          values.get(Registry.INGEST_MAX_ROWS),
          values.get(Registry.INGEST_MAX_MESSAGE),
          values.get(Registry.INGEST_MAX_EXTRA),
          values.get(Registry.INGEST_MAX_EXTRA_DEPTH),
          values.get(Registry.INGEST_RETRY_FOR),
          values.find(Registry.INGEST_MASK_PATTERNS).orElse(List.of()));
    }
  }

  /**
   * The images of predictions.
   *
   * @param maxSize in bytes
   * @param formats in lower case
   * @param codecs decoded or encoded at the same time
   * @param minFree in bytes
   */
  public record Images(
      Path dir,
      boolean byDate,
      boolean byResult,
      int quality,
      long maxSize,
      int maxPixels,
      Set<String> formats,
      int codecs,
      long minFree) {

    static Images of(SettingValues values) {
      return new Images(
          values
              .find(Registry.IMAGES_DIR)
              .orElseGet(() -> values.get(Registry.DATA_DIR).resolve("images")),
          values.get(Registry.IMAGES_BY_DATE),
          values.get(Registry.IMAGES_BY_RESULT),
          values.get(Registry.IMAGES_QUALITY),
          values.get(Registry.IMAGES_MAX_SIZE),
          values.get(Registry.IMAGES_MAX_PIXELS),
          values.get(Registry.IMAGES_FORMATS),
          values.get(Registry.IMAGES_CODECS),
          values.get(Registry.IMAGES_MIN_FREE));
    }
  }

  /**
   * Live tails.
   *
   * @param buffer in bytes
   */
  public record Tail(long buffer, int maxStreams, Duration heartbeat) {}

  /** Nothing but defaults. */
  public static Settings defaults() {
    return new SettingsReader(new GivenTexts()).read(List.of()).settings();
  }

  static Settings of(SettingValues values) {
    return new Settings(
        values.get(Registry.DATA_DIR),
        new Grpc(values.get(Registry.GRPC_HOST), values.get(Registry.GRPC_PORT)),
        Web.of(values),
        values.get(Registry.DEMO),
        Database.of(values),
        Ingest.of(values),
        Images.of(values),
        new Tail(
            values.get(Registry.TAIL_BUFFER),
            values.get(Registry.TAIL_MAX_STREAMS),
            values.get(Registry.TAIL_HEARTBEAT)),
        values.get(Registry.SEARCH_BUDGET),
        values.get(Registry.SEARCH_INDEX),
        values.get(Registry.PARTITIONS_AHEAD),
        values.get(Registry.RETENTION_INTERVAL),
        values.get(Registry.METRICS_PORT),
        values.get(Registry.SHUTDOWN_GRACE));
  }
}
