package dev.visionlog.logback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.client.Level;
import dev.visionlog.client.Thresholds;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

class ThresholdTest {
  private static final Marker SUCCESS = MarkerFactory.getMarker("SUCCESS");
  private static final Marker CRITICAL = MarkerFactory.getMarker("CRITICAL");

  private TestApp app = TestApp.start();

  @AfterEach
  void stop() {
    app.close();
  }

  private void logAllLevels() {
    app.log.trace("trace");
    app.log.debug("debug");
    app.log.info("info");
    app.log.info(SUCCESS, "success");
    app.log.warn("warning");
    app.log.error("error");
    app.log.error(CRITICAL, "critical");
  }

  private static Thresholds of(Level global, Map<String, Level> sources) {
    return new Thresholds(global, sources);
  }

  @Test
  void threshold_keepsOutWhatLiesBelowIt() {
    app.server.tell(of(Level.WARNING, Map.of()));
    logAllLevels();
    assertThat(app.server.messages()).containsExactly("warning", "error", "critical");
  }

  @Test
  void threshold_mayBeALevelThatLogbackLacks() {
    app.server.tell(of(Level.SUCCESS, Map.of()));
    logAllLevels();
    app.server.tell(of(Level.CRITICAL, Map.of()));
    logAllLevels();
    assertThat(app.server.messages())
        .containsExactly("success", "warning", "error", "critical", "critical");
  }

  @Test
  void threshold_isInForceAtOnceAndLiftedAtOnce() {
    app.server.tell(of(Level.ERROR, Map.of()));
    app.log.info("out");
    app.server.tell(Thresholds.NONE);
    app.log.info("in");
    assertThat(app.server.messages()).containsExactly("in");
  }

  @Test
  void threshold_ofTheConfigurationIsAFloor() {
    app.close();
    app = TestApp.start(appender -> appender.setThreshold("warn"));
    app.server.tell(of(Level.DEBUG, Map.of()));
    app.log.info("out");
    app.log.warn("in");
    app.server.tell(of(Level.ERROR, Map.of()));
    app.log.warn("out");
    assertThat(app.server.messages()).containsExactly("in");
  }

  @Test
  void thresholdOfASource_goesBeforeTheGlobalOneInBothDirections() {
    app.close();
    app = TestApp.start(appender -> appender.addSourceOf("com.acme.camera=camera"));
    app.server.tell(of(Level.WARNING, Map.of("camera", Level.DEBUG, "api", Level.ERROR)));
    app.log.debug("camera by its logger");
    app.logger("org.other").info("global: out");
    app.logger("org.other").warn("global: in");
    MDC.put("source", "api");
    app.log.warn("api by the MDC: out");
    app.log.error("api by the MDC: in");
    assertThat(app.server.messages())
        .containsExactly("camera by its logger", "global: in", "api by the MDC: in");
  }

  @Test
  void thresholdOfASource_isThatOfTheSourcesBelowIt() {
    app.server.tell(of(Level.ERROR, Map.of("camera", Level.INFO, "camera.3", Level.WARNING)));
    app.log.atInfo().setMessage("below").addKeyValue("source", "camera.7").log();
    app.log.atInfo().setMessage("own").addKeyValue("source", "camera.3").log();
    app.log.atInfo().setMessage("other").addKeyValue("source", "camera_7").log();
    assertThat(app.server.messages()).containsExactly("below");
  }

  @Test
  void thresholdsKnownToASharedClient_areInForceFromTheStart() {
    app.close();
    app = TestApp.start(appender -> {}, server -> server.thresholds = of(Level.ERROR, Map.of()));
    app.log.info("out");
    assertThat(app.server.messages()).isEmpty();
  }
}
