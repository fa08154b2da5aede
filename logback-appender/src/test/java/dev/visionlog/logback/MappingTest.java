package dev.visionlog.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import ch.qos.logback.classic.spi.LoggingEvent;
import dev.visionlog.client.Level;
import dev.visionlog.client.LogEntry;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

class MappingTest {
  private static final Marker SUCCESS = MarkerFactory.getMarker("SUCCESS");
  private static final Marker CRITICAL = MarkerFactory.getMarker("CRITICAL");

  private TestApp app = TestApp.start();

  @AfterEach
  void stop() {
    app.close();
  }

  private void configured(java.util.function.Consumer<VisionlogAppender> configuration) {
    app.close();
    app = TestApp.start(configuration);
  }

  private Map<String, Object> extra() {
    return app.onlyEntry().extra();
  }

  @Test
  void levels_becomeLogurus() {
    app.log.trace("m");
    app.log.debug("m");
    app.log.info("m");
    app.log.info(SUCCESS, "m");
    app.log.warn("m");
    app.log.error("m");
    app.log.error(CRITICAL, "m");
    assertThat(app.server.entries()).extracting(LogEntry::level).containsExactly(Level.values());
  }

  @Test
  void levelMarkers_countOnlyForTheLevelTheyRaise() {
    app.log.debug(SUCCESS, "m");
    app.log.warn(CRITICAL, "m");
    assertThat(app.server.entries())
        .extracting(LogEntry::level)
        .containsExactly(Level.DEBUG, Level.WARNING);
    assertThat(app.server.entries().get(1).extra()).containsEntry("markers", List.of("CRITICAL"));
  }

  @Test
  void levelMarkers_countWhenAnotherMarkerContainsThem() {
    Marker billing = MarkerFactory.getDetachedMarker("BILLING");
    billing.add(CRITICAL);
    app.log.error(billing, "m");
    assertThat(app.onlyEntry().level()).isEqualTo(Level.CRITICAL);
    assertThat(extra()).containsEntry("markers", List.of("BILLING"));
  }

  @Test
  void message_isFormattedWithItsArguments() {
    app.log.info("Frame {} of {} took {} ms", 7, "camera_3", 1.5);
    assertThat(app.onlyEntry().message()).isEqualTo("Frame 7 of camera_3 took 1.5 ms");
  }

  @Test
  void message_withoutTextIsTheWordNull() {
    app.log.info(null);
    assertThat(app.onlyEntry().message()).isEqualTo("null");
  }

  @Test
  void message_isThatOfTheMomentThoughItsArgumentsChange() {
    List<String> frames = new ArrayList<>(List.of("a"));
    Object[] arguments = {1, 2};
    app.log.info("Frames {}", frames);
    app.log.info("Numbers {} {}", arguments);
    frames.add("b");
    arguments[0] = 9;
    assertThat(app.server.messages()).containsExactly("Frames [a]", "Numbers 1 2");
  }

  @Test
  void event_keepsItsLoggerItsThreadAndItsTime() {
    Instant before = Instant.now();
    app.log.info("m");
    LogEntry entry = app.onlyEntry();
    assertThat(entry.loggerName()).isEqualTo("com.acme.camera.Worker");
    assertThat(entry.extra()).containsEntry("thread", Thread.currentThread().getName());
    assertThat(entry.time()).isBetween(before, Instant.now());
  }

  @Test
  void event_withoutAnInstantHasItsMilliseconds() {
    LoggingEvent event =
        new LoggingEvent("", app.log, ch.qos.logback.classic.Level.INFO, "m", null, null) {
          @Override
          @SuppressWarnings("NullAway") // As events of other makers do.
          public Instant getInstant() {
            return null;
          }
        };
    app.appender.doAppend(event);
    assertThat(app.onlyEntry().time()).isEqualTo(Instant.ofEpochMilli(event.getTimeStamp()));
  }

  @Test
  void mdc_isThatOfTheCallersThreadAndMoment() {
    MDC.put("request", "abc");
    app.log.info("m");
    MDC.put("request", "changed");
    assertThat(extra()).containsEntry("request", "abc");
  }

  @Test
  void mdc_isFilteredByGlobs() {
    configured(
        appender -> {
          appender.addIncludeMdc("order*");
          appender.addIncludeMdc("user?");
          appender.addExcludeMdc("order_s*");
        });
    MDC.put("order_id", "7");
    MDC.put("order_secret", "s");
    MDC.put("user1", "u");
    MDC.put("user12", "u");
    app.log.info("m");
    assertThat(extra()).containsOnlyKeys("order_id", "user1", "thread");
  }

  @Test
  void mdc_namesCameraAndSourceWhateverItsFilters() {
    configured(appender -> appender.addExcludeMdc("*"));
    MDC.put("camera_id", "4");
    MDC.put("source", "worker");
    app.log.info("m");
    assertThat(app.onlyEntry().cameraId()).isEqualTo(4);
    assertThat(app.onlyEntry().source()).isEqualTo("worker");
    assertThat(extra()).containsOnlyKeys("thread");
  }

  @Test
  void pairs_keepTheirTypes() {
    app.log
        .atInfo()
        .setMessage("m")
        .addKeyValue("count", 9_007_199_254_740_993L)
        .addKeyValue("ratio", 0.5)
        .addKeyValue("late", true)
        .addKeyValue("none", (Object) null)
        .addKeyValue("at", Map.of("x", 1, "y", List.of(2, "b")))
        .addKeyValue("sizes", new int[] {1, 2})
        .addKeyValue("day", java.time.DayOfWeek.MONDAY)
        .log();
    assertThat(extra())
        .contains(
            entry("count", 9_007_199_254_740_993L),
            entry("ratio", 0.5),
            entry("late", true),
            entry("none", null),
            entry("at", Map.of("x", 1, "y", List.of(2, "b"))),
            entry("sizes", List.of(1, 2)),
            entry("day", "MONDAY"));
  }

  @Test
  void pairs_areThoseOfTheMoment() {
    List<Object> frames = new ArrayList<>(List.of(1));
    app.log.atInfo().setMessage("m").addKeyValue("frames", frames).log();
    frames.add(2);
    assertThat(extra()).containsEntry("frames", List.of(1));
  }

  @Test
  void pairs_comeBeforeTheMdcAndThatBeforeTheConfiguration() {
    configured(
        appender -> {
          appender.addExtra("site=north");
          appender.addExtra("line = 1");
          appender.addExtra("app=cams");
        });
    MDC.put("line", "2");
    MDC.put("site", "south");
    app.log.atInfo().setMessage("m").addKeyValue("line", 3).log();
    assertThat(extra()).contains(entry("site", "south"), entry("line", 3), entry("app", "cams"));
  }

  @Test
  void namesOfTheAppenderItself_areNotTakenByTheApplications() {
    MDC.put("thread", "T");
    app.log.atInfo().setMessage("m").addKeyValue("exception", "none").log();
    assertThat(extra())
        .contains(
            entry("thread_", "T"),
            entry("exception_", "none"),
            entry("thread", Thread.currentThread().getName()))
        .doesNotContainKey("exception");
  }

  @Test
  void camera_isTheNumberOrTextNearestToTheCall() {
    configured(appender -> appender.setCameraId("1"));
    app.log.info("configuration");
    MDC.put("camera_id", "2");
    app.log.info("MDC");
    Marker marker = MarkerFactory.getMarker("camera=3");
    app.log.info(marker, "marker");
    app.log.atInfo().setMessage("pair").addMarker(marker).addKeyValue("camera_id", "4").log();
    app.log.atInfo().setMessage("number").addKeyValue("camera_id", 5L).log();
    assertThat(app.server.entries())
        .extracting(LogEntry::cameraId)
        .containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(app.server.entries())
        .allSatisfy(entry -> assertThat(entry.extra()).containsOnlyKeys("thread"));
  }

  @Test
  void camera_thatIsNoneStaysInTheExtraData() {
    MDC.put("camera_id", "2");
    app.log.atInfo().setMessage("m").addKeyValue("camera_id", -1).log();
    assertThat(app.onlyEntry().cameraId()).isEqualTo(2);
    assertThat(extra()).containsEntry("camera_id", -1);
  }

  @Test
  void source_isTheNameNearestToTheCall() {
    configured(
        appender -> {
          appender.setSource("app");
          appender.addSourceOf("com.acme.camera=camera");
          appender.addSourceOf("com.acme.camera.Lens=lens");
        });
    app.logger("org.other").info("configuration");
    app.log.info("logger");
    app.logger("com.acme.camera.Lens").info("longest logger");
    app.logger("com.acme.camera.Lenses").info("not below Lens");
    MDC.put("source", "mdc");
    app.log.info("MDC");
    Marker marker = MarkerFactory.getMarker("source=marker");
    app.log.info(marker, "marker");
    app.log.atInfo().setMessage("pair").addMarker(marker).addKeyValue("source", "pair").log();
    assertThat(app.server.entries())
        .extracting(LogEntry::source)
        .containsExactly("app", "camera", "lens", "camera", "mdc", "marker", "pair");
  }

  @Test
  void source_thatTheServerWouldRefuseStaysInTheExtraData() {
    String tooLong = "s".repeat(101);
    app.log.atInfo().setMessage("m").addKeyValue("source", tooLong).log();
    assertThat(app.onlyEntry().source()).isEqualTo("system");
    assertThat(extra()).containsEntry("source", tooLong);
  }

  @Test
  void markers_areListedByName() {
    app.log
        .atInfo()
        .setMessage("m")
        .addMarker(MarkerFactory.getMarker("AUDIT"))
        .addMarker(MarkerFactory.getMarker("camera=3"))
        .addMarker(SUCCESS)
        .log();
    assertThat(extra()).containsEntry("markers", List.of("AUDIT"));
  }

  @Test
  void callerData_isTheUsersLineIfAskedFor() {
    configured(appender -> appender.setIncludeCallerData("true"));
    app.log.info("m");
    assertThat(extra().get("caller"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .contains(
            entry("class", MappingTest.class.getName()),
            entry("method", "callerData_isTheUsersLineIfAskedFor"),
            entry("file", "MappingTest.java"))
        .containsKey("line");
  }

  @Test
  void exception_isAStructure() {
    app.log.error("Failed", new IllegalStateException("no frame"));
    assertThat(extra().get("exception"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .contains(entry("type", "java.lang.IllegalStateException"), entry("message", "no frame"))
        .containsKey("frames");
    assertThat(app.onlyEntry().message()).isEqualTo("Failed");
  }

  @Test
  void toString_thatThrowsLeavesAPlaceholder() {
    Object broken =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("broken");
          }
        };
    PrintStream err = System.err;
    System.setErr(new PrintStream(OutputStream.nullOutputStream())); // SLF4J tells it there.
    try {
      app.log.atInfo().setMessage("Value {}").addArgument(broken).addKeyValue("v", broken).log();
    } finally {
      System.setErr(err);
    }
    assertThat(app.onlyEntry().message()).isEqualTo("Value [FAILED toString()]");
    assertThat(extra().get("v"))
        .asString()
        .endsWith("could not be read: java.lang.IllegalStateException>");
  }

  @Test
  void value_thatContainsItselfIsCutOff() {
    List<Object> outer = new ArrayList<>();
    outer.add(new ArrayList<>(List.of(outer)));
    app.log.atInfo().setMessage("m").addKeyValue("v", outer).log();
    assertThat(extra().get("v")).asString().contains("… deeper than 8 levels");
  }

  @Test
  void longTexts_areCutWithAMark() {
    MDC.put("long", "x".repeat(5000));
    app.log.atInfo().setMessage("m").addKeyValue("pair", "y".repeat(5000)).log();
    assertThat(extra().get("long")).asString().hasSize(4096).endsWith("x… (5000 characters)");
    assertThat(extra().get("pair")).asString().hasSize(4096).endsWith("y… (5000 characters)");
  }

  @Test
  void weight_growsWithWhatTheEventHolds() {
    app.log.info("m");
    app.log.info("{}", "x".repeat(10_000));
    app.log.atInfo().setMessage("m").addKeyValue("k", List.of("y".repeat(3_000))).log();
    app.log.info("m", new IllegalStateException());
    List<Integer> weights = app.server.taken.stream().map(entry -> entry.weight()).toList();
    assertThat(weights.get(0)).isBetween(100, 400);
    assertThat(weights.get(1)).isGreaterThan(10_000);
    assertThat(weights.get(2)).isGreaterThan(3_000);
    assertThat(weights.get(3)).isGreaterThan(weights.get(0) + 1_000);
  }
}
