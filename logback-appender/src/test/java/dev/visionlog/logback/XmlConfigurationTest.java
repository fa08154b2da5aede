package dev.visionlog.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.Status;
import dev.visionlog.client.ClientSettings;
import dev.visionlog.client.WhenFull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** XML as people write it, read by Logback itself, with a real client and no server. */
class XmlConfigurationTest {
  private final LoggerContext context = TestApp.newContext();

  @AfterEach
  void stop() {
    context.stop();
  }

  private VisionlogAppender configured(String properties) {
    TestApp.configure(context, xml(properties));
    return (VisionlogAppender) root().getAppender("VISIONLOG");
  }

  private Logger root() {
    return context.getLogger(Logger.ROOT_LOGGER_NAME);
  }

  private static String xml(String properties) {
    return """
    <configuration>
      <appender name="VISIONLOG" class="dev.visionlog.logback.VisionlogAppender">
        <endpoint>127.0.0.1:1</endpoint>
        <closeTimeout>100ms</closeTimeout>
        %s
      </appender>
      <root level="INFO">
        <appender-ref ref="VISIONLOG"/>
      </root>
    </configuration>
    """
        .formatted(properties);
  }

  private List<String> errors() {
    return TestApp.statuses(context, Status.ERROR);
  }

  /** But for the server, which is not there. */
  private void assertNoComplaints() {
    assertThat(context.getStatusManager().getCopyOfStatusList())
        .filteredOn(status -> status.getLevel() >= Status.WARN)
        .filteredOn(status -> !status.getMessage().startsWith("The server cannot be reached"))
        .isEmpty();
  }

  @Test
  void xml_withAnEndpointAloneStarts() {
    assertThat(configured("").isStarted()).isTrue();
    assertNoComplaints();
  }

  @Test
  void xml_setsEveryProperty() {
    VisionlogAppender appender =
        configured(
            """
            <enabled>true</enabled>
            <tls>false</tls>
            <writerName>gate</writerName>
            <batchEntries>100</batchEntries>
            <batchBytes>64 KiB</batchBytes>
            <batchAge>50 milliseconds</batchAge>
            <window>4</window>
            <maxRetries>5</maxRetries>
            <retryDelay>100ms</retryDelay>
            <retryMultiplier>1.5</retryMultiplier>
            <maxRetryDelay>1 minute</maxRetryDelay>
            <answerTimeout>5s</answerTimeout>
            <queueEntries>1000</queueEntries>
            <queueBytes>8MB</queueBytes>
            <whenFull>block</whenFull>
            <blockTimeout>1s500ms</blockTimeout>
            <spool>target/xml-spool</spool>
            <spoolMaxBytes>100MiB</spoolMaxBytes>
            <spoolMaxAge>1d12h</spoolMaxAge>
            <spoolMinFreeBytes>0</spoolMinFreeBytes>
            <maxMessageBytes>32KiB</maxMessageBytes>
            <maxExtraBytes>16KiB</maxExtraBytes>
            <shutdownHook>false</shutdownHook>
            <watchThresholds>false</watchThresholds>
            <threshold>DEBUG</threshold>
            <source>worker</source>
            <sourceOf>com.acme.camera=camera</sourceOf>
            <sourceOf>com.acme.api = api</sourceOf>
            <cameraId>3</cameraId>
            <includeMdc>order_*</includeMdc>
            <excludeMdc>order_secret</excludeMdc>
            <extra>site=north</extra>
            <extra>line=2</extra>
            <maxFrames>10</maxFrames>
            <includeCallerData>false</includeCallerData>
            <controlLoggerLevels>true</controlLoggerLevels>
            """);
    assertThat(appender.isStarted()).isTrue();
    assertNoComplaints();
    ClientSettings client = client(appender);
    assertThat(client.name()).isEqualTo("gate");
    assertThat(client.batchEntries()).isEqualTo(100);
    assertThat(client.batchBytes()).isEqualTo(65_536);
    assertThat(client.batchAge()).isEqualTo(Duration.ofMillis(50));
    assertThat(client.window()).isEqualTo(4);
    assertThat(client.maxRetries()).isEqualTo(5);
    assertThat(client.retryDelay()).isEqualTo(Duration.ofMillis(100));
    assertThat(client.retryMultiplier()).isEqualTo(1.5);
    assertThat(client.maxRetryDelay()).isEqualTo(Duration.ofMinutes(1));
    assertThat(client.answerTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(client.queueEntries()).isEqualTo(1_000);
    assertThat(client.queueBytes()).isEqualTo(8 << 20);
    assertThat(client.whenFull()).isEqualTo(WhenFull.BLOCK);
    assertThat(client.blockTimeout()).isEqualTo(Duration.ofMillis(1_500));
    assertThat(client.spool()).isEqualTo(Path.of("target/xml-spool").toAbsolutePath());
    assertThat(client.spoolMaxBytes()).isEqualTo(100 << 20);
    assertThat(client.spoolMaxAge()).isEqualTo(Duration.ofHours(36));
    assertThat(client.spoolMinFreeBytes()).isZero();
    assertThat(client.maxMessageBytes()).isEqualTo(32_768);
    assertThat(client.maxExtraBytes()).isEqualTo(16_384);
    assertThat(client.closeTimeout()).isEqualTo(Duration.ofMillis(100));
    assertThat(client.shutdownHook()).isFalse();
    assertThat(client.watchThresholds()).isFalse();
  }

  private static ClientSettings client(VisionlogAppender appender) {
    return Objects.requireNonNull(appender.configuration()).client();
  }

  @Test
  void xml_thatSaysNothingOfItHasAShutdownHook() {
    assertThat(client(configured("")).shutdownHook()).isTrue();
  }

  @Test
  void xml_replacesVariables() {
    context.putProperty("SITE", "south");
    assertThat(client(configured("<writerName>${SITE}-${NUMBER:-1}</writerName>")).name())
        .isEqualTo("south-1");
  }

  @Test
  void wrongValues_areErrorsThatNameThemAllAndTheAppRunsOn() {
    VisionlogAppender appender =
        configured(
            """
            <batchEntries>many</batchEntries>
            <batchAge>soon</batchAge>
            <queueBytes>8 apples</queueBytes>
            <whenFull>explode</whenFull>
            <threshold>LOUD</threshold>
            <cameraId>-3</cameraId>
            <sourceOf>com.acme</sourceOf>
            <maxFrames>1001</maxFrames>
            <controlLoggerLevels>perhaps</controlLoggerLevels>
            """);
    assertThat(appender.isStarted()).isFalse();
    assertThat(errors())
        .containsExactlyInAnyOrder(
            "Invalid <batchEntries> 'many'. Must be a whole number",
            "Invalid <batchAge> 'soon'. Must be a time such as 200ms, 5s, 1h30m, 7d or 5 seconds",
            "Invalid <queueBytes> '8 apples'. Must be a size such as 65536, 256KiB or 32MB",
            "Invalid <whenFull> 'explode'. Must be drop or block",
            "Invalid <threshold> 'LOUD'. Must be one of TRACE, DEBUG, INFO, SUCCESS, WARNING,"
                + " ERROR, CRITICAL",
            "Invalid <cameraId> '-3'. Must be a whole number of 0 or more",
            "Invalid <sourceOf> 'com.acme'. Must be LOGGER=SOURCE, such as com.acme.camera=camera",
            "Invalid <maxFrames> '1001'. Must be a whole number from 0 to 1000",
            "Invalid <controlLoggerLevels> 'perhaps'. Must be true or false",
            "The appender is not started: nothing is sent to Visionlog");
    context.getLogger("com.acme").info("The application runs on");
  }

  @Test
  void valuesOutOfBounds_areErrorsThatSayWhatIsAllowed() {
    VisionlogAppender appender = configured("<batchEntries>0</batchEntries>");
    assertThat(appender.isStarted()).isFalse();
    assertThat(errors()).anySatisfy(error -> assertThat(error).contains("0", "1", "10000"));
  }

  @Test
  void apiKey_isInNoStatus() {
    configured("<apiKey>s3cret-key</apiKey><window>0</window>");
    assertThat(context.getStatusManager().getCopyOfStatusList())
        .noneSatisfy(status -> assertThat(status.toString()).contains("s3cret"));
  }

  @Test
  void unknownProperty_isToldByLogback() {
    configured("<endpiont>x</endpiont>");
    assertThat(context.getStatusManager().getCopyOfStatusList())
        .anySatisfy(status -> assertThat(status.getMessage()).contains("endpiont"));
  }

  @Test
  void reset_andConfiguringAgainLosesNothing() {
    VisionlogAppender first = configured("<queueEntries>5000</queueEntries>");
    context.getLogger("com.acme").info("before");
    context.reset();
    VisionlogAppender second = configured("<queueEntries>5000</queueEntries>");
    context.getLogger("com.acme").info("after");
    assertThat(second).isNotSameAs(first);
    assertThat(second.stats().orElseThrow().accepted())
        .as("Both have the same client")
        .isEqualTo(2);
    assertThat(second.stats().orElseThrow().droppedTotal()).isZero();
  }

  @Test
  void startAndStop_takeNoTimeThoughNobodyListens() {
    long start = System.nanoTime();
    VisionlogAppender appender = configured("<queueEntries>5001</queueEntries>");
    for (int i = 0; i < 1_000; i++) {
      context.getLogger("com.acme").info("m");
    }
    context.stop();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    assertThat(appender.stats().orElseThrow().accepted()).isEqualTo(1_000);
  }

  @Test
  void fullQueue_dropsAndCountsAndSaysSo() {
    VisionlogAppender appender = configured("<queueEntries>10</queueEntries>");
    for (int i = 0; i < 100; i++) {
      context.getLogger("com.acme").info("m");
    }
    var stats = appender.stats().orElseThrow();
    assertThat(stats.accepted()).isEqualTo(100);
    assertThat(stats.droppedTotal()).isGreaterThanOrEqualTo(80);
    assertThat(stats.accepted())
        .isEqualTo(stats.sent() + stats.rejected() + stats.droppedTotal() + stats.buffered());
    await()
        .untilAsserted(
            () ->
                assertThat(TestApp.statuses(context, Status.WARN))
                    .anySatisfy(text -> assertThat(text).containsIgnoringCase("drop")));
  }

  @Test
  void heavyEvents_areBoundedByTheirBytes() {
    VisionlogAppender appender =
        configured("<queueBytes>100KiB</queueBytes><maxRetries>1000</maxRetries>");
    String heavy = "x".repeat(10_000);
    for (int i = 0; i < 100; i++) {
      context.getLogger("com.acme").info("{}", heavy);
    }
    assertThat(appender.stats().orElseThrow().buffered()).isLessThanOrEqualTo(11);
  }
}
