package dev.visionlog.logback;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.visionlog.client.Level;
import dev.visionlog.client.LogEntry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogTest {
  private final TestApp app = TestApp.start(appender -> appender.setIncludeCallerData("true"));
  private final Log log = Log.over(app.log);

  @AfterEach
  void stop() {
    app.close();
  }

  private static Object method(LogEntry entry) {
    return requireNonNull(map(entry.extra().get("caller")).get("method"));
  }

  private Map<?, ?> exception() {
    return map(app.onlyEntry().extra().get("exception"));
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return (Map<?, ?>) requireNonNull(value);
  }

  @Test
  void methods_logAtTheirLevels() {
    log.trace("m");
    log.debug("m");
    log.info("m");
    log.success("m");
    log.warning("m");
    log.error("m");
    log.critical("m");
    log.log(Level.SUCCESS, "m");
    assertThat(app.server.entries())
        .extracting(LogEntry::level)
        .startsWith(Level.values())
        .endsWith(Level.SUCCESS);
  }

  @Test
  void message_takesArgumentsAndALastException() {
    log.error("Frame {} of {}", 7, "gate", new IOException("gone"));
    assertThat(app.onlyEntry().message()).isEqualTo("Frame 7 of gate");
    assertThat(exception().get("message")).isEqualTo("gone");
  }

  @Test
  void bind_addsPairsToACopy() {
    Log bound = log.bind("camera_id", 3).bind(Map.of("retry", 2));
    bound.info("bound");
    log.info("free");
    LogEntry first = app.server.entries().get(0);
    assertThat(first.cameraId()).isEqualTo(3);
    assertThat(first.extra()).contains(entry("retry", 2));
    LogEntry second = app.server.entries().get(1);
    assertThat(second.cameraId()).isNull();
    assertThat(second.extra()).doesNotContainKey("retry");
  }

  @Test
  void contextualize_coversEverythingOnTheThreadAndNests() {
    try (LogContext outer = log.contextualize("task", 1)) {
      app.logger("org.other").info("outer");
      try (LogContext inner = log.contextualize("task", "two")) {
        log.info("inner");
      }
      log.info("outer again");
    }
    log.info("nothing");
    assertThat(app.server.entries())
        .extracting(entry -> entry.extra().get("task"))
        .containsExactly("1", "two", "1", null);
    assertThat(MDC.get("task")).isNull();
  }

  @Test
  void lazy_computesOnlyWhatIsLogged() {
    AtomicInteger asked = new AtomicInteger();
    app.log.setLevel(ch.qos.logback.classic.Level.INFO);
    log.opt().lazy(asked::incrementAndGet).debug("{}");
    assertThat(asked).hasValue(0);
    log.opt().lazy(asked::incrementAndGet).info("{} and {}", "first");
    assertThat(asked).hasValue(1);
    assertThat(app.server.messages()).containsExactly("first and 1");
  }

  @Test
  void exception_isShownWithItsStack() {
    log.opt().exception(new IOException("gone")).warning("No frame");
    assertThat(app.onlyEntry().level()).isEqualTo(Level.WARNING);
    assertThat(exception().get("type")).isEqualTo("java.io.IOException");
  }

  @Test
  void exceptionOfALog_isAnError() {
    log.exception(new IOException("gone"), "No frame {}", 7);
    assertThat(app.onlyEntry().level()).isEqualTo(Level.ERROR);
    assertThat(app.onlyEntry().message()).isEqualTo("No frame 7");
    assertThat(exception().get("message")).isEqualTo("gone");
  }

  @Test
  void caller_isTheUsersLineWhateverTheWay() {
    log.info("m");
    log.bind("k", 1).success("m");
    log.opt().exception(new IOException()).warning("m");
    log.exception(new IOException(), "m");
    log.catching(() -> fail("m"));
    log.catching().message("m").run(() -> fail("m"));
    log.catching().call(() -> fail("m"), "otherwise");
    assertThat(app.server.entries())
        .hasSize(7)
        .allSatisfy(
            entry -> assertThat(method(entry)).isEqualTo("caller_isTheUsersLineWhateverTheWay"));
  }

  @Test
  void caller_mayBeThatOfAHelper() {
    Helper.warn(log);
    assertThat(method(app.onlyEntry())).isEqualTo("caller_mayBeThatOfAHelper");
  }

  private static final class Helper {
    static void warn(Log log) {
      log.opt().calledThrough(Helper.class).warning("m");
    }
  }

  private static Object fail(String message) throws IOException {
    throw new IOException(message);
  }

  @Test
  void catching_logsAndGoesOn() {
    log.catching(() -> fail("gone"));
    assertThat(app.onlyEntry().level()).isEqualTo(Level.ERROR);
    assertThat(app.onlyEntry().message()).isEqualTo("An error has been caught");
    assertThat(exception().get("message")).isEqualTo("gone");
  }

  @Test
  void catching_returnsTheValueOrTheOther() {
    assertThat(log.catching(() -> 1, 2)).isEqualTo(1);
    assertThat(log.catching(() -> (Integer) fail("gone"), 2)).isEqualTo(2);
    assertThat(app.server.taken).hasSize(1);
  }

  @Test
  void catching_hasALevelAndAMessage() {
    log.catching().level(Level.CRITICAL).message("Upload {} failed", 7).run(() -> fail("gone"));
    assertThat(app.onlyEntry().level()).isEqualTo(Level.CRITICAL);
    assertThat(app.onlyEntry().message()).isEqualTo("Upload 7 failed");
  }

  @Test
  void reraise_logsAndThrowsWhatWasThrown() throws Exception {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> log.catching().reraise(() -> fail("gone")))
        .withMessage("gone");
    assertThat(app.server.messages()).containsExactly("An error has been caught");
    assertThat(log.catching().<Integer, RuntimeException>reraise(() -> 3)).isEqualTo(3);
  }

  @Test
  void only_letsOthersPassUnlogged() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> log.catching().only(IllegalStateException.class).run(() -> fail("gone")));
    assertThat(app.server.taken).isEmpty();
  }

  @Test
  void catching_leavesErrorsAlone() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(
            () ->
                log.catching(
                    () -> {
                      throw new AssertionError("not ours");
                    }));
    assertThat(app.server.taken).isEmpty();
  }

  @Test
  void catching_keepsAnInterrupt() {
    log.catching(
        () -> {
          throw new InterruptedException();
        });
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void markers_ofLevelsAreNoExtraData() {
    log.success("m");
    log.critical("m");
    assertThat(app.server.entries())
        .allSatisfy(entry -> assertThat(entry.extra()).doesNotContainKey("markers"));
    assertThat(List.copyOf(app.server.messages())).hasSize(2);
  }
}
