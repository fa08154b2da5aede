package dev.visionlog.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Timestamp;
import dev.visionlog.client.ClientStats;
import dev.visionlog.testing.ChildProcess;
import dev.visionlog.testing.RealServer;
import dev.visionlog.testing.TestPostgres;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.Settings;
import dev.visionlog.v1.SettingsServiceGrpc;
import dev.visionlog.v1.SourceThreshold;
import dev.visionlog.v1.TemporaryThreshold;
import dev.visionlog.v1.UpdateSettingsRequest;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.MarkerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** An application that logs through XML as people write it, to a real server. */
class AppenderIT {
  /** Sooner than an appender would ask by itself. */
  private static final Duration PUSHED = Duration.ofSeconds(15);

  private final RealServer server = new RealServer();
  private final LoggerContext context = TestApp.newContext();
  private final Logger log = context.getLogger("com.acme.camera.Worker");

  @AfterEach
  void stop() {
    context.stop();
    server.close();
    MDC.clear();
  }

  private VisionlogAppender configure(String properties) {
    configure(context, properties);
    return (VisionlogAppender) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("VISIONLOG");
  }

  private void configure(LoggerContext which, String properties) {
    TestApp.configure(which, xml(properties));
  }

  private String xml(String properties) {
    return """
        <configuration>
          <appender name="VISIONLOG" class="dev.visionlog.logback.VisionlogAppender">
            <endpoint>%s</endpoint>
            <batchAge>20ms</batchAge>
            <retryDelay>100ms</retryDelay>
            <maxRetryDelay>500ms</maxRetryDelay>
            %s
          </appender>
          <root level="INFO">
            <appender-ref ref="VISIONLOG"/>
          </root>
        </configuration>
        """
        .formatted(server.address(), properties);
  }

  private List<String> messages() {
    return server.sql("SELECT message FROM logs ORDER BY id");
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).toList();
  }

  private void logNumbers(int from, int to) {
    for (int i = from; i < to; i++) {
      log.info("{}", i);
    }
  }

  private void set(Settings settings, String path) {
    ManagedChannel channel =
        Grpc.newChannelBuilder(server.address(), InsecureChannelCredentials.create()).build();
    try {
      SettingsServiceGrpc.newBlockingStub(channel)
          .updateSettings(
              UpdateSettingsRequest.newBuilder()
                  .setSettings(settings)
                  .setUpdateMask(FieldMask.newBuilder().addPaths(path))
                  .build());
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void event_isStoredOnceWithAllItsFields() {
    configure(
        """
        <writerName>gate</writerName>
        <sourceOf>com.acme.camera=camera</sourceOf>
        <extra>site=north</extra>
        """);
    MDC.put("request", "abc");
    log.atError()
        .setMessage("Frame {} is late")
        .addArgument(4711)
        .addMarker(MarkerFactory.getMarker("CRITICAL"))
        .addKeyValue("camera_id", 3)
        .addKeyValue("ms", 812)
        .addKeyValue("big", 9_007_199_254_740_993L)
        .addKeyValue("at", List.of(1, 2.5))
        .setCause(new IllegalStateException("no light"))
        .log();
    context.stop();
    assertThat(
            server.sql(
                "SELECT concat_ws('|', level, message, camera_id, source, logger_name,"
                    + " abs(extract(epoch FROM received_time - time)) < 60,"
                    + " extra_data->>'request', extra_data->>'ms', extra_data->>'big',"
                    + " extra_data->>'at', extra_data->>'site', extra_data->>'thread',"
                    + " extra_data->'exception'->>'type', extra_data->'exception'->>'message',"
                    + " jsonb_typeof(extra_data->'exception'->'frames')) FROM logs"))
        .containsExactly(
            "CRITICAL|Frame 4711 is late|3|camera|com.acme.camera.Worker|t|abc|812|9007199254740993"
                + "|[1, 2.5]|north|"
                + Thread.currentThread().getName()
                + "|java.lang.IllegalStateException|no light|array");
  }

  @Test
  void reset_andConfiguringAgainStoresEachOnceAndInOrder() {
    configure("");
    logNumbers(0, 500);
    context.reset();
    configure("");
    logNumbers(500, 1_000);
    context.stop();
    assertThat(messages()).isEqualTo(numbers(0, 1_000));
    assertThat(server.count("SELECT count(*) FROM writers")).isEqualTo(1);
  }

  @Test
  void levelSet_isInForceWithinASecondAndItsEndToo() {
    configure("<controlLoggerLevels>true</controlLoggerLevels>");
    VisionlogAppender appender = connected();
    set(
        Settings.newBuilder()
            .addTemporaryThresholds(
                TemporaryThreshold.newBuilder()
                    .setLevel(LogLevel.DEBUG)
                    .setExpireTime(timestamp(Instant.now().plusSeconds(3))))
            .build(),
        "temporary_thresholds");
    await().atMost(PUSHED).until(log::isDebugEnabled);
    log.debug("seen");
    await().until(() -> !log.isDebugEnabled());
    log.debug("not any more");
    log.info("still");
    await().until(() -> appender.stats().orElseThrow().buffered() == 0);
    assertThat(messages()).containsExactly("hello", "seen", "still");
  }

  @Test
  void levelSetForASource_keepsItsEventsFromBeingSent() {
    configure("<sourceOf>com.acme.camera=camera</sourceOf>");
    VisionlogAppender appender = connected();
    set(
        Settings.newBuilder()
            .addSourceThresholds(
                SourceThreshold.newBuilder().setSource("camera").setLevel(LogLevel.ERROR))
            .build(),
        "source_thresholds");
    // The application is silent, and hears of it all the same.
    await()
        .atMost(PUSHED)
        .until(
            () -> {
              long before = appender.stats().orElseThrow().accepted();
              log.warn("probe");
              return appender.stats().orElseThrow().accepted() == before;
            });
    context.getLogger("com.acme.api").warn("another source");
    await().untilAsserted(() -> assertThat(messages()).contains("another source"));
  }

  private VisionlogAppender connected() {
    VisionlogAppender appender =
        (VisionlogAppender) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("VISIONLOG");
    log.info("hello");
    await().until(() -> appender.stats().orElseThrow().sent() == 1);
    return appender;
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  @Test
  void serverThatComesLater_getsEverythingFromTheSpool() {
    Path spool = TestPostgres.folder("appender-spool");
    server.stop();
    configure(
        "<spool>" + spool + "</spool><queueEntries>2000</queueEntries><whenFull>block</whenFull>");
    logNumbers(0, 5_000);
    server.start();
    VisionlogAppender appender =
        (VisionlogAppender) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("VISIONLOG");
    await().until(() -> appender.stats().orElseThrow().buffered() == 0);
    ClientStats stats = appender.stats().orElseThrow();
    assertThat(stats.droppedTotal()).as(stats::toString).isZero();
    assertThat(messages()).isEqualTo(numbers(0, 5_000));
    context.stop();
    TestPostgres.delete(spool);
  }

  @Test
  void appThatEndsWhileTheServerIsAway_leavesItsEventsToTheNextOne() {
    Path spool = TestPostgres.folder("appender-spool");
    server.stop();
    configure("<spool>" + spool + "</spool><writerName>first</writerName>");
    logNumbers(0, 100);
    context.stop();
    server.start();
    LoggerContext next = TestApp.newContext();
    configure(next, "<spool>" + spool + "</spool><writerName>first</writerName>");
    await().until(() -> messages().size() == 100);
    assertThat(messages()).isEqualTo(numbers(0, 100));
    next.stop();
    TestPostgres.delete(spool);
  }

  @Test
  void appThatFails_hasStoredItsLastLines() {
    Path folder = TestPostgres.folder("short-app");
    try (ChildProcess app = ChildProcess.start(folder, ShortApp.class, xml(""))) {
      assertThat(app.exitCode()).as(app::err).isEqualTo(1);
    }
    assertThat(messages()).isEqualTo(numbers(0, 100));
    TestPostgres.delete(folder);
  }

  @Test
  void serverThatIsRestarted_storesEachOnce() {
    VisionlogAppender appender = configure("");
    List<String> expected = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      logNumbers(round * 1_000, round * 1_000 + 500);
      server.stop();
      logNumbers(round * 1_000 + 500, round * 1_000 + 1_000);
      server.start();
      expected.addAll(numbers(round * 1_000, round * 1_000 + 1_000));
    }
    await().until(() -> appender.stats().orElseThrow().buffered() == 0);
    assertThat(messages()).isEqualTo(expected);
  }

  @Test
  void everythingAtTrace_alsoOfGrpcThroughJulMakesNoLoop() {
    LoggerContext ofTheApp = (LoggerContext) LoggerFactory.getILoggerFactory();
    Logger root = ofTheApp.getLogger(Logger.ROOT_LOGGER_NAME);
    ch.qos.logback.classic.Level before = root.getLevel();
    java.util.logging.Logger jul = java.util.logging.Logger.getLogger("");
    java.util.logging.Logger grpc = java.util.logging.Logger.getLogger("io.grpc");
    VisionlogAppender appender = new VisionlogAppender();
    appender.setContext(ofTheApp);
    appender.setEndpoint(server.address());
    appender.setBatchAge("10ms");
    appender.start();
    root.getAppender("console").stop();
    root.addAppender(appender);
    root.setLevel(ch.qos.logback.classic.Level.TRACE);
    SLF4JBridgeHandler.install();
    jul.setLevel(Level.ALL);
    grpc.setLevel(Level.ALL);
    try {
      org.slf4j.Logger app = LoggerFactory.getLogger("com.acme.Traced");
      for (int i = 0; i < 100; i++) {
        app.trace("{}", i);
      }
      await().until(() -> appender.stats().orElseThrow().sent() >= 100);
      long accepted = appender.stats().orElseThrow().accepted();
      assertThat(server.sql("SELECT DISTINCT logger_name FROM logs"))
          .noneMatch(name -> name.startsWith("io.grpc") || name.startsWith("dev.visionlog.client"));
      assertThat(
              server.sql("SELECT message FROM logs WHERE logger_name LIKE '%Traced' ORDER BY id"))
          .isEqualTo(numbers(0, 100));
      assertThat(accepted).isLessThan(10_000);
      assertThat(appender.refused()).isPositive();
    } finally {
      SLF4JBridgeHandler.uninstall();
      jul.setLevel(Level.INFO);
      grpc.setLevel(null);
      root.setLevel(before);
      root.detachAppender(appender);
      appender.stop();
      root.getAppender("console").start();
    }
  }
}
