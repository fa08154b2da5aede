package dev.visionlog.logback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SnapshotsTest {

  @Test
  void immutables_areTakenAsTheyAre() {
    List<Object> values =
        List.of(
            "text",
            1,
            2L,
            3.5,
            true,
            'c',
            BigInteger.TEN,
            new BigDecimal("1.10"),
            UUID.randomUUID(),
            Instant.EPOCH,
            DayOfWeek.MONDAY);
    assertThat(values).allSatisfy(value -> assertThat(Snapshots.of(value)).isSameAs(value));
    assertThat(Immutables.all(values.toArray())).isTrue();
  }

  @Test
  void subclassesOfImmutables_areNot() {
    BigDecimal strange =
        new BigDecimal("1") {
          @Override
          public String toString() {
            return "strange";
          }
        };
    assertThat(Snapshots.of(strange)).isEqualTo("strange");
  }

  @Test
  void structures_areCopied() {
    Map<String, Object> inner = new HashMap<>(Map.of("x", 1));
    Object snapshot = Snapshots.of(Arrays.asList(inner, new int[] {1, 2}, null));
    inner.put("x", 2);
    assertThat(snapshot).isEqualTo(Arrays.asList(Map.of("x", 1), List.of(1, 2), null));
  }

  @Test
  void otherObjects_areTexts() {
    assertThat(Snapshots.of(new File("text"))).isEqualTo("text");
    assertThat(Snapshots.of(Map.of(1, 2))).isEqualTo(Map.of("1", 2));
    assertThat(Snapshots.of(new AtomicInteger(7))).isEqualTo(7L);
    assertThat(Snapshots.of(Optional.of(List.of(1)))).isEqualTo(List.of(1));
    assertThat(Snapshots.of(Optional.empty())).isNull();
  }

  @Test
  void elements_beyondTheMostAreMarked() {
    Object snapshot = Snapshots.of(IntStream.range(0, 1_000).boxed().map(List::of).toList());
    assertThat((List<?>) snapshot)
        .hasSizeLessThanOrEqualTo(Snapshots.MAX_ELEMENTS + 1)
        .last()
        .isEqualTo("… more than 256 elements");
  }

  @Test
  void depth_isBounded() {
    Object deep = "bottom";
    for (int i = 0; i < 100_000; i++) {
      deep = new Object[] {deep};
    }
    assertThat(Snapshots.of(deep)).asString().contains("… deeper than 8 levels");
  }

  @Test
  void collectionsThatFail_leaveAPlaceholder() {
    List<Object> broken =
        new AbstractList<>() {
          @Override
          public Object get(int index) {
            throw new IllegalStateException("broken");
          }

          @Override
          public int size() {
            return 3;
          }
        };
    assertThat(Snapshots.of(broken))
        .asString()
        .endsWith("could not be read: java.lang.IllegalStateException>");
  }

  @Test
  void texts_areNotCutWithinACharacter() {
    String mark = "… (8192 characters)";
    String cut = Texts.cut("😀".repeat(4096));
    assertThat(cut).endsWith("😀" + mark).hasSizeLessThanOrEqualTo(Texts.MAX_LENGTH);
  }
}
