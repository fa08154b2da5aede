package dev.visionlog.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import dev.visionlog.client.Thresholds;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoggerLevelsTest {
  private static final dev.visionlog.client.Level TRACE = dev.visionlog.client.Level.TRACE;
  private static final dev.visionlog.client.Level DEBUG = dev.visionlog.client.Level.DEBUG;
  private static final dev.visionlog.client.Level INFO = dev.visionlog.client.Level.INFO;
  private static final dev.visionlog.client.Level ERROR = dev.visionlog.client.Level.ERROR;

  private final LoggerContext context = TestApp.newContext();
  private final Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Logger camera = context.getLogger("com.acme.camera");
  private final LoggerLevels levels = levels();

  private LoggerLevels levels() {
    root.setLevel(Level.INFO);
    return new LoggerLevels(
        context, TRACE, "system", List.of(new NamedSource("com.acme.camera", "camera")));
  }

  private static Thresholds global(dev.visionlog.client.Level level) {
    return new Thresholds(level, Map.of());
  }

  private static Thresholds source(String name, dev.visionlog.client.Level level) {
    return new Thresholds(TRACE, Map.of(name, level));
  }

  @Test
  void globalThreshold_movesTheRootLoggerAndGivesItsLevelBack() {
    levels.follow(global(DEBUG));
    assertThat(root.getLevel()).isEqualTo(Level.DEBUG);
    levels.follow(global(INFO));
    assertThat(root.getLevel()).isEqualTo(Level.INFO);
  }

  @Test
  void globalTrace_isNoWish() {
    levels.follow(Thresholds.NONE);
    assertThat(root.getLevel()).isEqualTo(Level.INFO);
    levels.follow(global(DEBUG));
    levels.follow(Thresholds.NONE);
    assertThat(root.getLevel()).isEqualTo(Level.INFO);
  }

  @Test
  void threshold_makesNoLoggerCoarser() {
    levels.follow(global(ERROR));
    assertThat(root.getLevel()).isEqualTo(Level.INFO);
    camera.setLevel(Level.TRACE);
    levels.follow(source("camera", DEBUG));
    assertThat(camera.getLevel()).isEqualTo(Level.TRACE);
  }

  @Test
  void thresholdOfASource_movesItsLoggersAlone() {
    levels.follow(source("camera", TRACE));
    assertThat(camera.getLevel()).isEqualTo(Level.TRACE);
    assertThat(context.getLogger("com.acme.camera.Lens").isTraceEnabled()).isTrue();
    assertThat(root.getLevel()).isEqualTo(Level.INFO);
    levels.follow(Thresholds.NONE);
    assertThat(camera.getLevel()).isNull();
    assertThat(context.getLogger("com.acme.camera.Lens").isDebugEnabled()).isFalse();
  }

  @Test
  void thresholdOfTheAppsOwnSource_movesTheRootLogger() {
    levels.follow(source("system", DEBUG));
    assertThat(root.getLevel()).isEqualTo(Level.DEBUG);
    assertThat(camera.getLevel()).isNull();
  }

  @Test
  void threshold_isComparedWithWhatWasConfiguredAndNotWithWhatItMade() {
    levels.follow(new Thresholds(DEBUG, Map.of("camera", DEBUG)));
    assertThat(camera.getLevel()).isEqualTo(Level.DEBUG);
    levels.follow(source("camera", DEBUG));
    assertThat(root.getLevel()).isEqualTo(Level.INFO);
    assertThat(camera.getLevel()).isEqualTo(Level.DEBUG);
  }

  @Test
  void levelSetMeanwhile_isWhatComesBack() {
    levels.follow(global(DEBUG));
    root.setLevel(Level.WARN);
    levels.follow(global(DEBUG));
    assertThat(root.getLevel()).isEqualTo(Level.DEBUG);
    levels.follow(Thresholds.NONE);
    assertThat(root.getLevel()).isEqualTo(Level.WARN);
  }

  @Test
  void levelSetMeanwhile_staysWhenItIsFinerThanTheThreshold() {
    levels.follow(global(DEBUG));
    root.setLevel(Level.TRACE);
    levels.follow(global(DEBUG));
    levels.follow(Thresholds.NONE);
    assertThat(root.getLevel()).isEqualTo(Level.TRACE);
  }

  @Test
  void levelSetJustBeforeTheEnd_isLeftAlone() {
    levels.follow(global(DEBUG));
    root.setLevel(Level.ERROR);
    levels.close();
    assertThat(root.getLevel()).isEqualTo(Level.ERROR);
  }

  @Test
  void close_putsEverythingBackAndEndsIt() {
    levels.follow(new Thresholds(DEBUG, Map.of("camera", TRACE)));
    levels.close();
    assertThat(root.getLevel()).isEqualTo(Level.INFO);
    assertThat(camera.getLevel()).isNull();
    levels.follow(global(DEBUG));
    assertThat(root.getLevel()).isEqualTo(Level.INFO);
  }

  @Test
  void reset_bringsNothingOfBeforeBack() {
    levels.follow(global(DEBUG));
    context.reset();
    assertThat(root.getLevel()).isEqualTo(Level.DEBUG);
    root.setLevel(Level.WARN);
    levels.close();
    levels.follow(global(DEBUG));
    assertThat(root.getLevel()).isEqualTo(Level.WARN);
  }

  @Test
  void reset_stopsAnAppenderOfAChildWithoutTouchingTheRoot() {
    FakeConnection server = new FakeConnection();
    VisionlogAppender appender = new VisionlogAppender(settings -> server);
    appender.setContext(context);
    appender.setControlLoggerLevels("true");
    appender.start();
    camera.addAppender(appender);
    server.tell(global(DEBUG));
    assertThat(root.getLevel()).isEqualTo(Level.DEBUG);
    context.reset();
    assertThat(server.closed).isTrue();
    assertThat(root.getLevel()).as("Logback's own default").isEqualTo(Level.DEBUG);
  }

  @Test
  void appender_lowersAndPutsBackOnlyWhenAsked() {
    try (TestApp app = TestApp.start(appender -> appender.setControlLoggerLevels("true"))) {
      app.root().setLevel(Level.INFO);
      app.server.tell(global(DEBUG));
      app.log.debug("seen");
      app.server.tell(Thresholds.NONE);
      app.log.debug("unseen");
      assertThat(app.server.messages()).containsExactly("seen");
    }
    try (TestApp app = TestApp.start()) {
      app.root().setLevel(Level.INFO);
      app.server.tell(global(DEBUG));
      assertThat(app.root().getLevel()).isEqualTo(Level.INFO);
    }
  }

  @Test
  void appenderThatTakesNoDebug_makesNoLoggerThatFine() {
    try (TestApp app =
        TestApp.start(
            appender -> {
              appender.setControlLoggerLevels("true");
              appender.setThreshold("INFO");
            })) {
      app.root().setLevel(Level.WARN);
      app.server.tell(global(DEBUG));
      assertThat(app.root().getLevel()).isEqualTo(Level.INFO);
    }
  }

  @Test
  void appenderThatStops_putsBack() {
    try (TestApp app = TestApp.start(appender -> appender.setControlLoggerLevels("true"))) {
      app.root().setLevel(Level.INFO);
      app.server.tell(global(DEBUG));
      app.appender.stop();
      assertThat(app.root().getLevel()).isEqualTo(Level.INFO);
    }
  }

  @Test
  void levelsThatTheConfigurationSetsAfterTheStart_areMovedSoon() {
    try (TestApp app =
        TestApp.start(
            appender -> appender.setControlLoggerLevels("true"),
            server -> server.thresholds = global(DEBUG))) {
      app.root().setLevel(Level.INFO); // Logback reads <root> after <appender>.
      await().until(() -> Level.DEBUG.equals(app.root().getLevel()));
      app.server.tell(Thresholds.NONE);
      assertThat(app.root().getLevel()).isEqualTo(Level.INFO);
    }
  }
}
