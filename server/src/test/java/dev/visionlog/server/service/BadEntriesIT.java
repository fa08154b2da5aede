package dev.visionlog.server.service;

import static dev.visionlog.server.testing.Entries.create;
import static dev.visionlog.server.testing.Entries.extra;
import static dev.visionlog.server.testing.Entries.info;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import dev.visionlog.server.testing.Errors;
import dev.visionlog.server.testing.TestServer;
import dev.visionlog.v1.CreateLogsRequest;
import dev.visionlog.v1.CreateLogsResponse;
import dev.visionlog.v1.ExtraFormat;
import dev.visionlog.v1.GetLogRequest;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of entries that are wrong, strange or too large, and of those beside them. */
class BadEntriesIT {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<Arguments> badEntries() {
    LogEntry good = info("x");
    return Stream.of(
        Arguments.of("level", good.toBuilder().clearLevel().build()),
        Arguments.of("level", good.toBuilder().setLevelValue(99).build()),
        Arguments.of("level", good.toBuilder().setLevelValue(-5).build()),
        Arguments.of("camera_id", good.toBuilder().setCameraId(-1).build()),
        Arguments.of("source", good.toBuilder().setSource("s".repeat(101)).build()),
        Arguments.of("time", at(253_402_300_800L, 0)),
        Arguments.of("time", at(-62_135_596_801L, 0)),
        Arguments.of("time", at(0, -1)),
        Arguments.of("time", at(0, 1_000_000_000)),
        Arguments.of("extra_json", extra("{")),
        Arguments.of("extra_json", extra("[1]")),
        Arguments.of("extra_json", extra("\"text\"")),
        Arguments.of("extra_json", extra("{} {}")),
        Arguments.of("extra_json", extra("{\"a\":NaN}")),
        Arguments.of("extra_json", extra("{'a':1}")),
        Arguments.of("extra_json", extra(" ")),
        Arguments.of(
            "extra_json",
            extra("{\"a\":1}").toBuilder().setExtraData(Struct.getDefaultInstance()).build()));
  }

  @ParameterizedTest
  @MethodSource("badEntries")
  void badEntry_isNamedAndItsNeighboursAreStored(String field, LogEntry bad) {
    CreateLogsResponse response =
        server.logs().createLogs(create(info("before"), bad, info("after")));
    assertThat(response.getErrorsList()).singleElement().satisfies(e -> assertError(e, field));
    assertThat(response.getIdsList()).hasSize(3);
    assertThat(response.getIds(1)).isZero();
    assertThat(read(response.getIds(0)).getMessage()).isEqualTo("before");
    assertThat(read(response.getIds(2)).getMessage()).isEqualTo("after");
  }

  private static void assertError(dev.visionlog.v1.EntryError error, String field) {
    assertThat(error.getIndex()).isEqualTo(1);
    assertThat(Errors.badFields(error.getStatus())).containsExactly("entries[1]." + field);
  }

  @ParameterizedTest
  @MethodSource("badEntries")
  void createLogs_failsIfEveryEntryIsBad(String field, LogEntry bad) {
    assertThat(Errors.badFields(() -> server.logs().createLogs(create(bad, bad))))
        .containsExactly("entries[0]." + field, "entries[1]." + field);
  }

  @Test
  void level_ofABadEntryIsAnsweredWithTheLevelsThereAre() {
    assertThat(
            Errors.of(
                    () ->
                        server
                            .logs()
                            .createLogs(create(LogEntry.newBuilder().setLevelValue(60).build())))
                .getMessage())
        .isEqualTo(
            "entries[0].level: Invalid log level '60'. Must be one of: "
                + "TRACE, DEBUG, INFO, SUCCESS, WARNING, ERROR, CRITICAL");
  }

  @Test
  void createLogs_takes1To10000Entries() {
    assertThat(Errors.badFields(() -> server.logs().createLogs(create()))).containsOnly("entries");
    assertThat(Errors.badFields(() -> server.logs().createLogs(many(10_001))))
        .containsOnly("entries");
    assertThat(server.logs().createLogs(many(10_000)).getIdsList())
        .hasSize(10_000)
        .doesNotContain(0L)
        .doesNotHaveDuplicates();
  }

  private static CreateLogsRequest many(int count) {
    return CreateLogsRequest.newBuilder()
        .addAllEntries(Collections.nCopies(count, info("many")))
        .build();
  }

  @Test
  void createLogs_refusesMessagesBeyondTheLimit() {
    StatusRuntimeException error =
        Assertions.catchThrowableOfType(
            StatusRuntimeException.class,
            () -> server.logs().createLogs(create(info("x".repeat(21 * 1024 * 1024)))));
    assertThat(error.getStatus().getCode()).isIn(Code.RESOURCE_EXHAUSTED, Code.CANCELLED);
    assertThat(store(info("still here")).getMessage()).isEqualTo("still here");
  }

  @Test
  void texts_loseNulCharactersAndAreCut() {
    String source = "s\0".repeat(50);
    String logger = "com.example." + "x".repeat(250) + ".End\0";
    LogEntry stored =
        store(info("a\0b").toBuilder().setSource(source).setLoggerName(logger).build());
    assertThat(stored.getMessage()).isEqualTo("a␀b");
    assertThat(stored.getSource()).isEqualTo("s␀".repeat(50));
    assertThat(stored.getLoggerName()).startsWith("…xx").endsWith("x.End␀").hasSize(200);
  }

  @Test
  void message_beyondTheLimitIsCutWithAMark() {
    String message = store(info("€😀".repeat(20_000))).getMessage();
    assertThat(message).startsWith("€😀€😀").endsWith("… [cut: 140000 bytes]");
    assertThat(message.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
        .isBetween(65_530, 65_536);
    assertThat(store(info("x".repeat(65_536))).getMessage()).hasSize(65_536);
  }

  @Test
  void emptyMessageAndSource_areTaken() {
    LogEntry stored = store(LogEntry.newBuilder().setLevel(LogLevel.TRACE).build());
    assertThat(stored.getMessage()).isEmpty();
    assertThat(stored.getSource()).isEqualTo("system");
    assertThat(stored.getTime()).isEqualTo(stored.getReceivedTime());
  }

  @Test
  void times_ofClocksThatLieAreBelieved() {
    for (long second :
        new long[] {0, 4_102_444_800L, -62_135_596_800L, 253_402_300_799L, -1, -61}) {
      LogEntry stored = store(at(second, 999_999_999));
      assertThat(stored.getTime())
          .isEqualTo(Timestamp.newBuilder().setSeconds(second).setNanos(999_999_000).build());
    }
  }

  @Test
  void camera_needNotExist() {
    LogEntry stored = store(info("x").toBuilder().setCameraId(Long.MAX_VALUE).build());
    assertThat(stored.getCameraId()).isEqualTo(Long.MAX_VALUE);
    assertThat(stored.getCameraName()).isEmpty();
    assertThat(store(info("x")).hasCameraId()).isFalse();
  }

  @Test
  void struct_withNumbersThatJsonDoesNotHaveIsStored() {
    Struct struct =
        Struct.newBuilder()
            .putFields("nan", number(Double.NaN))
            .putFields(
                "list",
                Value.newBuilder()
                    .setListValue(
                        ListValue.newBuilder()
                            .addValues(number(Double.NEGATIVE_INFINITY))
                            .addValues(number(-1e40))
                            .addValues(number(1e15))
                            .addValues(Value.getDefaultInstance()))
                    .build())
            .putFields("nul\0", Value.newBuilder().setStringValue("\0").build())
            .build();
    LogEntry stored = store(info("x").toBuilder().setExtraData(struct).build());
    assertThat(stored.getExtraData().getFieldsOrThrow("nan").getStringValue()).isEqualTo("NaN");
    assertThat(stored.getExtraData().getFieldsOrThrow("nul␀").getStringValue()).isEqualTo("␀");
    List<Value> list =
        stored.getExtraData().getFieldsOrThrow("list").getListValue().getValuesList();
    assertThat(list.get(0).getStringValue()).isEqualTo("-Infinity");
    assertThat(list.get(1).getNumberValue()).isEqualTo(-1e40);
    assertThat(list.get(2).getNumberValue()).isEqualTo(1e15);
    assertThat(list.get(3).hasNullValue()).isTrue();
  }

  /** Numbers that PostgreSQL takes and a double does not: what is read back must be readable. */
  @Test
  void extraJson_ofAnyNumberCanBeReadInBothForms() {
    for (String number :
        List.of("1e400", "-1e400", "1e-400", "9".repeat(400), "1e131071", "1e400000", "1e-16000")) {
      LogEntry stored = store(extra("{\"n\":" + number + ",\"ok\":1}"));
      assertThat(stored.getExtraData().getFieldsOrThrow("ok").getNumberValue()).isEqualTo(1);
      assertThat(readJson(stored.getId()).getExtraJson()).hasSizeLessThan(2_000);
    }
  }

  /** A few bytes of exponent become hundreds of digits in PostgreSQL. */
  @Test
  void extraJson_isBoundedAsItIsStored() {
    String numbers = "1e300,".repeat(9_000) + "1";
    LogEntry stored = store(extra("{\"n\":[" + numbers + "]}"));
    assertThat(readJson(stored.getId()).getExtraJson())
        .contains("visionlog_cut")
        .hasSizeLessThan(200);
  }

  @Test
  void extraJson_isExactFor64Bits() {
    LogEntry stored = store(extra("{\"n\":9223372036854775807,\"m\":-9223372036854775808}"));
    assertThat(readJson(stored.getId()).getExtraJson())
        .contains("9223372036854775807")
        .contains("-9223372036854775808");
  }

  @Test
  void extraData_tooDeepOrTooLargeIsMarked() {
    String deep = "{\"a\":".repeat(40) + "1" + "}".repeat(40);
    assertThat(readJson(store(extra(deep)).getId()).getExtraJson())
        .contains("[cut: deeper than 32 levels]");
    String huge = "{\"a\":\"" + "x".repeat(70_000) + "\"}";
    assertThat(readJson(store(extra(huge)).getId()).getExtraJson())
        .isEqualTo("{\"visionlog_cut\": \"extra data of 70008 bytes; at most 65536 are kept\"}");
  }

  private static Value number(double number) {
    return Value.newBuilder().setNumberValue(number).build();
  }

  private static LogEntry at(long seconds, int nanos) {
    return info("x").toBuilder()
        .setTime(Timestamp.newBuilder().setSeconds(seconds).setNanos(nanos))
        .build();
  }

  private static LogEntry store(LogEntry entry) {
    CreateLogsResponse response = server.logs().createLogs(create(entry));
    assertThat(response.getErrorsList()).isEmpty();
    return read(response.getIds(0));
  }

  private static LogEntry read(long id) {
    return server.logs().getLog(GetLogRequest.newBuilder().setId(id).build()).getEntry();
  }

  private static LogEntry readJson(long id) {
    return server
        .logs()
        .getLog(
            GetLogRequest.newBuilder()
                .setId(id)
                .setExtraFormat(ExtraFormat.EXTRA_FORMAT_JSON)
                .build())
        .getEntry();
  }
}
