package dev.visionlog.server.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.visionlog.server.model.Level;
import dev.visionlog.server.model.LogEntry;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterPredicateTest {

  private static final String EXTRA =
      """
      {"retry_count": 3, "ratio": 1.0, "big": 9007199254740993, "name": "Front Door", "ok": true,
       "nothing": null, "tags": ["Red", 5, null, {"x": 1}], "pos": {"x": 1, "0": "zero"},
       "twice": 1, "twice": {"x": 2}}
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "level = error",
        "level > WARNING level <= CRITICAL",
        "id = 7 position = 9",
        "camera_id = 3 camera_id:* camera_id != 4",
        "TIMEOUT",
        "acme.cam",
        "\"frame 12\"",
        "message = 'Timeout*frame*'",
        "message != 'timeout*'",
        "message < U",
        "source = camera_? OR source = camera_*",
        "-source = api",
        "logger:CAM logger:*",
        "time = 2026-01-01T05:45:00.000001+05:45",
        "received_time > 2026-01-01",
        "extra.retry_count > 2 extra.retry_count:3 extra.retry_count != 4",
        "extra.ratio = 1 extra.ratio <= 1.00",
        "extra.big = 9007199254740993 -extra.big = 9007199254740992",
        "extra.name = Front* extra.name:door extra.name > A extra.name != Front",
        "extra.ok = true extra.ok != false extra.ok:true -extra.ok = false",
        "extra.nothing = null extra.nothing:null -extra.nothing:*",
        "extra.ok != null",
        "extra.tags:Red extra.tags:5.0 extra.tags:null extra.tags:* -extra.tags:red -extra.tags = 5",
        "extra.pos:x extra.pos:'0' extra.pos.0 = zero extra.pos:*",
        "-extra.pos:y -extra.pos:0 -extra.tags.0:*",
        "extra.twice.x = 2 -extra.twice = 1"
      })
  void predicate_selects(String text) {
    assertThat(selects(text, entry(3L, EXTRA))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "camera_id = 3",
        "camera_id != 3",
        "camera_id:*",
        "extra.retry_count = 3",
        "extra.retry_count != 3",
        "extra.a:*",
        "extra.a = null"
      })
  void predicate_takesMissingValuesForFalse(String text) {
    assertThat(selects(text, entry(null, null))).isFalse();
    assertThat(selects("NOT " + text, entry(null, null))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "extra.retry_count = '3'",
        "extra.retry_count != '4'",
        "extra.name > 1",
        "extra.name != 1",
        "extra.name != true",
        "extra.ok = 'true'",
        "extra.nothing = 0",
        "extra.name.x = 1"
      })
  void predicate_takesOtherTypesForFalse(String text) {
    assertThat(selects(text, entry(3L, EXTRA))).isFalse();
  }

  @Test
  void predicate_readsExtraDataOnlyIfItMustBeRead() {
    LogEntry broken = entry(3L, "not JSON");
    assertThat(selects("level = ERROR OR extra.a = 1", broken)).isTrue();
    assertThatIllegalStateException().isThrownBy(() -> selects("extra.a = 1", broken));
  }

  @Test
  void predicate_readsDeepAndLongExtraData() {
    String deep = "{\"a\":".repeat(3_000) + "1" + "}".repeat(3_000);
    String json = "{\"deep\":" + deep + ",\"long\":" + "9".repeat(5_000) + "}";
    assertThat(selects("extra.long > 1 extra.deep:a", entry(3L, json))).isTrue();
  }

  private static boolean selects(String text, LogEntry entry) {
    Predicate<LogEntry> predicate = FilterPredicate.compile(parse(text), EntryFields.LOGS);
    return predicate.test(entry);
  }

  private static LogEntry entry(@Nullable Long cameraId, @Nullable String extraJson) {
    return new LogEntry(
        7,
        Level.ERROR,
        "Timeout reading frame 12",
        Instant.parse("2026-01-01T00:00:00.000001Z"),
        Instant.parse("2026-01-01T00:00:01Z"),
        cameraId,
        "camera_7",
        "com.acme.Camera",
        extraJson,
        9);
  }

  private static Filter parse(String text) {
    return FilterParser.parse(text, FilterSchema.LOGS);
  }
}
