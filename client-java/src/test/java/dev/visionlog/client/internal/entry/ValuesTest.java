package dev.visionlog.client.internal.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValuesTest {

  private static String json(Map<String, ?> values) {
    return JsonText.write(Values.snapshot(values));
  }

  @Test
  void snapshot_isNotChangedByWhatItWasMadeOf() {
    List<Object> list = new ArrayList<>(List.of(1));
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("list", list);
    Map<String, @Nullable Object> snapshot = Values.snapshot(values);
    list.add(2);
    values.put("more", 3);
    assertThat(snapshot).containsOnly(Map.entry("list", List.of(1)));
    assertThatThrownBy(() -> snapshot.put("x", 1)).isInstanceOf(RuntimeException.class);
    assertThat(Values.snapshot(snapshot)).isSameAs(snapshot);
  }

  @Test
  void snapshot_keepsTypesThatJsonHas() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("int", 1);
    values.put("long", Long.MAX_VALUE);
    values.put("double", 0.5);
    values.put("decimal", new BigDecimal("1.230000000000000000001"));
    values.put("true", true);
    values.put("null", null);
    values.put("array", new double[] {1, 2});
    values.put("objects", new Object[] {"a", null});
    values.put("map", Map.of(7, "seven"));
    assertThat(json(values))
        .isEqualTo(
            "{\"int\":1,\"long\":9223372036854775807,\"double\":0.5,"
                + "\"decimal\":1.230000000000000000001,\"true\":true,\"null\":null,"
                + "\"array\":[1.0,2.0],\"objects\":[\"a\",null],\"map\":{\"7\":\"seven\"}}");
  }

  @Test
  void snapshot_makesTextsOfTheRest() {
    assertThat(json(Map.of("d", Duration.ofSeconds(2)))).isEqualTo("{\"d\":\"PT2S\"}");
    assertThat(json(Map.of("n", Double.NaN))).isEqualTo("{\"n\":\"NaN\"}");
    assertThat(json(Map.of("i", Float.NEGATIVE_INFINITY))).isEqualTo("{\"i\":\"-Infinity\"}");
  }

  @Test
  void snapshot_endsWhereAStructureContainsItself() {
    List<Object> endless = new ArrayList<>();
    endless.add(endless);
    assertThat(json(Map.of("endless", endless))).contains("deeper than 32 levels");
  }

  @Test
  void snapshot_survivesWhatCannotBeRead() {
    Object broken =
        new Object() {
          @Override
          public String toString() {
            throw new UnsupportedOperationException();
          }
        };
    assertThat(json(Map.of("broken", broken)))
        .contains("toString() threw java.lang.UnsupportedOperationException");
    assertThat(json(Map.of("list", Arrays.asList(broken, 1)))).endsWith(",1]}");
  }

  @Test
  void bounded_replacesWhatIsTooLarge() {
    assertThat(JsonText.bounded(JsonText.write(Map.of("x", "y".repeat(100))), 50))
        .isEqualTo("{\"visionlog_cut\":\"a value of 108 characters was left out\"}");
  }

  @Test
  void weight_growsWithWhatIsHeld() {
    long small = Values.weight(Values.snapshot(Map.of("a", "b")));
    long large = Values.weight(Values.snapshot(Map.of("a", List.of("b".repeat(1_000)))));
    assertThat(large - small).isBetween(1_000L, 1_100L);
  }
}
