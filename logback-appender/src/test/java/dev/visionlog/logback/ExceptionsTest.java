package dev.visionlog.logback;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import ch.qos.logback.classic.spi.ThrowableProxy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExceptionsTest {

  private static Map<String, @Nullable Object> structure(Throwable thrown, int maxFrames) {
    return Exceptions.structure(new ThrowableProxy(thrown), maxFrames);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> map(@Nullable Object value) {
    return (Map<String, @Nullable Object>) requireNonNull(value);
  }

  @SuppressWarnings("unchecked")
  private static List<String> frames(Map<String, @Nullable Object> structure) {
    return (List<String>) requireNonNull(structure.get("frames"));
  }

  private static Throwable withFrames(int frames) {
    Throwable thrown = new IllegalStateException("deep");
    StackTraceElement[] trace = new StackTraceElement[frames];
    for (int i = 0; i < frames; i++) {
      trace[i] = new StackTraceElement("com.acme.Camera", "step" + i, "Camera.java", i + 1);
    }
    thrown.setStackTrace(trace);
    return thrown;
  }

  @Test
  void frames_areLinesAsPeopleKnowThem() {
    assertThat(structure(withFrames(2), 64))
        .containsExactly(
            entry("type", "java.lang.IllegalStateException"),
            entry("message", "deep"),
            entry(
                "frames",
                List.of(
                    "com.acme.Camera.step0(Camera.java:1)",
                    "com.acme.Camera.step1(Camera.java:2)")));
  }

  @Test
  void frames_beyondTheMostAreCounted() {
    assertThat(frames(structure(withFrames(10), 3))).hasSize(4).endsWith("… 7 more");
    assertThat(frames(structure(withFrames(10), 0))).containsExactly("… 10 more");
    assertThat(frames(structure(withFrames(3), 3))).hasSize(3).doesNotContain("… 0 more");
  }

  @Test
  void cause_showsTheFramesThatAreItsOwn() {
    Throwable inner = new IllegalArgumentException("inner");
    Throwable thrown = new IllegalStateException("outer", inner);
    Map<String, @Nullable Object> cause = map(structure(thrown, 64).get("cause"));
    assertThat(cause)
        .contains(entry("type", "java.lang.IllegalArgumentException"), entry("message", "inner"));
    int common = (int) requireNonNull(cause.get("common_frames"));
    assertThat(frames(cause).size() + common).isEqualTo(inner.getStackTrace().length);
  }

  @Test
  void suppressed_areListed() {
    Throwable thrown = new IllegalStateException("outer");
    thrown.addSuppressed(new IllegalArgumentException("one"));
    thrown.addSuppressed(new IllegalArgumentException("two"));
    assertThat((List<?>) structure(thrown, 1).get("suppressed"))
        .extracting(one -> map(one).get("message"))
        .containsExactly("one", "two");
  }

  @Test
  void message_mayBeMissing() {
    assertThat(structure(new IllegalStateException(), 1)).containsEntry("message", null);
  }

  @Test
  void circle_ends() {
    Throwable one = new IllegalStateException("one");
    Throwable two = new IllegalStateException("two", one);
    one.initCause(two);
    Map<String, @Nullable Object> again = map(map(structure(one, 1).get("cause")).get("cause"));
    assertThat(again).contains(entry("message", "one"), entry("circular", true));
  }

  @Test
  void causes_beyondTheMostAreMarked() {
    Throwable thrown = withFrames(1);
    for (int i = 0; i < 100; i++) {
      thrown = new IllegalStateException("cause of " + i, thrown);
    }
    Object at = structure(thrown, 1);
    int depth = 0;
    while (at instanceof Map<?, ?> structure) {
      at = structure.get("cause");
      depth++;
    }
    assertThat(depth).isEqualTo(Exceptions.MAX_EXCEPTIONS);
    assertThat(at).isEqualTo("… more causes");
  }

  @Test
  void suppressedOnes_beyondTheMostAreCounted() {
    Throwable thrown = withFrames(1);
    for (int i = 0; i < 100; i++) {
      thrown.addSuppressed(withFrames(1));
    }
    assertThat((List<?>) structure(thrown, 1).get("suppressed"))
        .hasSize(Exceptions.MAX_EXCEPTIONS)
        .last()
        .isEqualTo("… 85 more");
  }

  @Test
  void size_isBoundedWhateverIsThrown() {
    Throwable thrown = withFrames(500);
    for (int i = 0; i < 50; i++) {
      Throwable outer = new IllegalStateException("x".repeat(100_000), thrown);
      outer.setStackTrace(withFrames(500).getStackTrace());
      thrown = outer;
    }
    assertThat(structure(thrown, 1_000).toString()).hasSizeLessThan(48_000);
  }
}
