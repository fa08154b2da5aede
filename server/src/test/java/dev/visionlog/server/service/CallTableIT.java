package dev.visionlog.server.service;

import static dev.visionlog.server.testing.Entries.create;
import static dev.visionlog.server.testing.Entries.info;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.TextFormat;
import com.google.protobuf.UnknownFieldSet;
import dev.visionlog.server.testing.Errors;
import dev.visionlog.server.testing.Methods;
import dev.visionlog.server.testing.RawCall;
import dev.visionlog.server.testing.TestDatabase;
import dev.visionlog.server.testing.TestImages;
import dev.visionlog.server.testing.TestServer;
import dev.visionlog.v1.CreatePredictionsRequest;
import dev.visionlog.v1.ImageData;
import dev.visionlog.v1.Prediction;
import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every call of the contract, what it does and what it answers. The methods come from the running
 * server: one that is new fails here until it has its row.
 */
class CallTableIT {
  /**
   * What a call does; what it answers to a message without any field, and to a plain request while
   * the database is away; a plain request, which is OK; and, where a request can ask for what is
   * not there or set what cannot be set, one that does, with its answer before it.
   */
  private static final String TABLE =
      """
      call                                     | does        | empty            | no database | plain request                                                                         | for what is not there
      LogService/WriteLogs                     | writes      | INVALID_ARGUMENT | UNAVAILABLE | writer_id: "6f1c2c66-51d5-4c11-8f58-3d52ba4b2c01" sequence: 1 entries { level: INFO } | INVALID_ARGUMENT: writer_id: "6f1c2c66"
      LogService/CreateLogs                    | writes      | INVALID_ARGUMENT | UNAVAILABLE | entries { level: INFO }                                                               | INVALID_ARGUMENT: entries { level: 7 }
      LogService/GetLog                        | reads       | NOT_FOUND        | UNAVAILABLE | id: $log                                                                              | NOT_FOUND: id: 999999
      LogService/ListLogs                      | reads       | OK               | UNAVAILABLE | page_size: 1                                                                          | INVALID_ARGUMENT: page_token: "AAAA"
      LogService/TailLogs                      | reads       | OK               | UNAVAILABLE | backlog: 1                                                                            | INVALID_ARGUMENT: after_position: 999999
      LogService/ExportLogs                    | reads       | OK               | UNAVAILABLE | filter: "one"                                                                         | INVALID_ARGUMENT: format: 9
      LogService/GetLogStats                   | reads       | OK               | UNAVAILABLE | period { seconds: 60 }                                                                | INVALID_ARGUMENT: filter: "message:one"
      LogService/GetLogHistogram               | reads       | OK               | UNAVAILABLE | buckets: 2                                                                            | INVALID_ARGUMENT: filter: "colour = red"
      LogService/ListLogSources                | reads       | OK               | UNAVAILABLE |                                                                                       |
      LogService/DeleteLogs                    | deletes     | INVALID_ARGUMENT | UNAVAILABLE | filter: "nothing"                                                                     | INVALID_ARGUMENT: filter: "colour = red"
      PredictionService/WritePredictions       | writes      | INVALID_ARGUMENT | UNAVAILABLE | writer_id: "6f1c2c66-51d5-4c11-8f58-3d52ba4b2c01" sequence: 1 predictions { }         | INVALID_ARGUMENT: writer_id: "6f1c2c66"
      PredictionService/CreatePredictions      | writes      | INVALID_ARGUMENT | UNAVAILABLE | predictions { }                                                                       | INVALID_ARGUMENT: predictions { confidence: 2 }
      PredictionService/UploadPrediction       | writes      | INVALID_ARGUMENT | UNAVAILABLE | prediction { }                                                                        | INVALID_ARGUMENT: chunk: "a"
      PredictionService/GetPrediction          | reads       | NOT_FOUND        | UNAVAILABLE | id: $prediction                                                                       | NOT_FOUND: id: 999999
      PredictionService/ListPredictions        | reads       | OK               | UNAVAILABLE | page_size: 1                                                                          | INVALID_ARGUMENT: page_token: "AAAA"
      PredictionService/TailPredictions        | reads       | OK               | UNAVAILABLE | backlog: 1                                                                            | INVALID_ARGUMENT: after_position: 999999
      PredictionService/GetPredictionStats     | reads       | OK               | UNAVAILABLE | period { seconds: 60 }                                                                | INVALID_ARGUMENT: filter: "class = person"
      PredictionService/GetPredictionHistogram | reads       | OK               | UNAVAILABLE | buckets: 2                                                                            | INVALID_ARGUMENT: group_by: "colour"
      PredictionService/ExportPredictions      | reads       | OK               | UNAVAILABLE | filter: "one"                                                                         | INVALID_ARGUMENT: format: 9
      PredictionService/DeletePredictions      | deletes     | INVALID_ARGUMENT | UNAVAILABLE | filter: "nothing"                                                                     | INVALID_ARGUMENT: filter: "colour = red"
      PredictionService/GetPredictionImage     | reads       | NOT_FOUND        | UNAVAILABLE | id: $prediction                                                                       | NOT_FOUND: id: 999999
      PredictionService/GetImageStats          | reads       | OK               | UNAVAILABLE |                                                                                       |
      PredictionService/CheckImages            | reads       | OK               | UNAVAILABLE |                                                                                       |
      PredictionService/CleanupImages          | deletes     | OK               | UNAVAILABLE | days_to_keep: 36500                                                                   | INVALID_ARGUMENT: days_to_keep: -1
      MetricService/RecordModelPerformance     | writes      | INVALID_ARGUMENT | UNAVAILABLE | metrics { model_name: "m" metric_name: "recall" value: 1 }                            | INVALID_ARGUMENT: metrics { model_name: "m" metric_name: "recall" }
      MetricService/ListModelPerformance       | reads       | OK               | UNAVAILABLE | page_size: 1                                                                          | INVALID_ARGUMENT: page_token: "AAAA"
      MetricService/RecordSystemMetrics        | writes      | INVALID_ARGUMENT | UNAVAILABLE | metrics { name: "load" value: 1 }                                                     | INVALID_ARGUMENT: metrics { name: "load" }
      MetricService/ListSystemMetrics          | reads       | OK               | UNAVAILABLE | page_size: 1                                                                          | INVALID_ARGUMENT: page_token: "AAAA"
      CameraService/CreateCamera               | administers | INVALID_ARGUMENT | UNAVAILABLE | camera { name: "Front" }                                                              | INVALID_ARGUMENT: camera { id: -1 name: "a" }
      CameraService/GetCamera                  | reads       | NOT_FOUND        | UNAVAILABLE | id: 1                                                                                 | NOT_FOUND: id: 999999
      CameraService/ListCameras                | reads       | OK               | UNAVAILABLE | page_size: 1                                                                          | INVALID_ARGUMENT: page_token: "AAAA"
      CameraService/UpdateCamera               | administers | INVALID_ARGUMENT | UNAVAILABLE | camera { id: 1 description: "The gate" }                                              | INVALID_ARGUMENT: camera { id: 1 } update_mask { paths: "colour" }
      CameraService/DeleteCamera               | administers | NOT_FOUND        | UNAVAILABLE | id: 1                                                                                 | NOT_FOUND: id: 999999
      SettingsService/GetSettings              | reads       | OK               | OK          |                                                                                       |
      SettingsService/WatchSettings            | reads       | OK               | OK          |                                                                                       |
      SettingsService/UpdateSettings           | administers | OK               | UNAVAILABLE | settings { time_zone: "Europe/Berlin" }                                               | INVALID_ARGUMENT: update_mask { paths: "colour" }
      AdminService/GetStatus                   | reads       | OK               | OK          |                                                                                       |
      AdminService/Diagnose                    | reads       | OK               | UNAVAILABLE |                                                                                       |
      AdminService/GenerateLogs                | writes      | OK               | UNAVAILABLE | count: 1                                                                              | INVALID_ARGUMENT: scenarios: 9
      AdminService/Cleanup                     | deletes     | OK               | UNAVAILABLE | dry_run: true                                                                         |
      AdminService/ListWriters                 | reads       | OK               | UNAVAILABLE | page_size: 1                                                                          | INVALID_ARGUMENT: page_token: "AAAA"
      """;

  /** In place of the ids of what is stored. */
  private static final String LOG_ID = "$log";

  private static final String PREDICTION_ID = "$prediction";

  private static final Set<String> DEEDS = Set.of("reads", "writes", "deletes", "administers");

  /** What no call that reads may change. */
  private static final String STORED =
      """
      SELECT (SELECT count(*) FROM logs), (SELECT count(*) FROM predictions),
          (SELECT count(*) FROM cameras), (SELECT count(*) FROM writers),
          (SELECT count(*) FROM model_performance), (SELECT count(*) FROM system_metrics),
          (SELECT revision FROM settings)
      """;

  private static final int BEYOND_THE_LIMIT = 21 << 20;

  private static TestServer server;
  private static Map<String, MethodDescriptor<?, ?>> methods;
  private static String log;
  private static String prediction;

  /** A row of the table. */
  private record Row(
      String call, String does, Code empty, Code away, String plain, Optional<Absent> absent) {

    static Row of(String line) {
      String[] cells = line.split("\\|", -1);
      assertThat(cells).as(line).hasSize(6);
      return new Row(
          cells[0].strip(),
          cells[1].strip(),
          Code.valueOf(cells[2].strip()),
          Code.valueOf(cells[3].strip()),
          cells[4].strip(),
          Absent.of(cells[5].strip()));
    }
  }

  /** A request for what is not there. */
  private record Absent(Code answer, String request) {

    static Optional<Absent> of(String cell) {
      if (cell.isEmpty()) {
        return Optional.empty();
      }
      String[] parts = cell.split(": ", 2);
      return Optional.of(new Absent(Code.valueOf(parts[0]), parts[1]));
    }
  }

  @BeforeAll
  static void store() {
    server = TestServer.start("--ingest-retry-for", "200ms");
    methods =
        Methods.of(server).stream().collect(Collectors.toMap(Methods::name, Function.identity()));
    log = Long.toString(server.logs().createLogs(create(info("one"))).getIds(0));
    ImageData image =
        ImageData.newBuilder().setData(ByteString.copyFrom(TestImages.jpeg(20, 12))).build();
    CreatePredictionsRequest request =
        CreatePredictionsRequest.newBuilder()
            .addPredictions(Prediction.newBuilder().setImage(image))
            .build();
    prediction = Long.toString(server.predictions().createPredictions(request).getIds(0));
  }

  @AfterAll
  static void close() {
    server.close();
  }

  private static List<Row> rows() {
    return TABLE.lines().skip(1).map(Row::of).toList();
  }

  @Test
  void table_hasEveryCall() {
    Set<String> calls = rows().stream().map(Row::call).collect(Collectors.toSet());

    assertThat(calls)
        .as(
            "Each call needs one row in the table of CallTableIT: what it does, a plain request,"
                + " and what it answers to bad ones")
        .isEqualTo(methods.keySet());
    assertThat(rows()).hasSameSizeAs(calls).allMatch(row -> DEEDS.contains(row.does()));
  }

  @Test
  void calls_answerAndReadersChangeNothing() {
    for (Row row : rows()) {
      List<String> before = server.rows(STORED);
      assertAnswer(row, Code.OK, row.plain());
      if (row.does().equals("reads")) {
        assertThat(server.rows(STORED)).as(row.call()).isEqualTo(before);
      }
    }
  }

  @Test
  void calls_answerEmptyRequests() {
    rows().forEach(row -> assertAnswer(row, row.empty(), ""));
  }

  @Test
  void calls_refuseWhatIsNotThere() {
    for (Row row : rows()) {
      row.absent().ifPresent(absent -> assertAnswer(row, absent.answer(), absent.request()));
    }
  }

  /** The limit is the server's, so that one call of each kind says enough. */
  @Test
  void calls_refuseMessagesBeyondTheLimit() {
    for (String call :
        List.of(
            "LogService/GetLog",
            "LogService/TailLogs",
            "LogService/WriteLogs",
            "PredictionService/UploadPrediction")) {
      MethodDescriptor<?, ?> method = method(call);
      byte[] beyond = beyondTheLimit(Methods.request(method));
      assertThat(send(method, beyond).join().getStatus().getCode())
          .as(call)
          .isIn(Code.RESOURCE_EXHAUSTED, Code.CANCELLED);
    }
  }

  @Test
  void calls_sayThatTheDatabaseIsAway() {
    try (DatabaseAway away = new DatabaseAway()) {
      Map<Row, CompletableFuture<StatusRuntimeException>> ends = new LinkedHashMap<>();
      rows().forEach(row -> ends.put(row, send(row, row.plain())));
      ends.forEach((row, end) -> assertEnd(row, row.away(), end.join()));
    }
    await().untilAsserted(CallTableIT::assertWritten);
  }

  /** Twice, since there are two lanes, and each finds by itself that the database is back. */
  private static void assertWritten() {
    for (Row row : rows()) {
      if (row.does().equals("writes")) {
        assertAnswer(row, Code.OK, row.plain());
        assertAnswer(row, Code.OK, row.plain());
      }
    }
  }

  private static void assertAnswer(Row row, Code expected, String request) {
    assertEnd(row, expected, send(row, request).join());
  }

  private static void assertEnd(Row row, Code expected, StatusRuntimeException end) {
    assertThat(end.getStatus().getCode()).as("%s: %s", row, end).isEqualTo(expected);
    if (expected != Code.OK) {
      Errors.checked(StatusProto.fromThrowable(end));
    }
  }

  private static CompletableFuture<StatusRuntimeException> send(Row row, String request) {
    MethodDescriptor<?, ?> method = method(row.call());
    return send(method, message(Methods.request(method), request));
  }

  private static CompletableFuture<StatusRuntimeException> send(
      MethodDescriptor<?, ?> method, byte[] message) {
    return RawCall.send(server.channel(), method, List.of(message));
  }

  private static MethodDescriptor<?, ?> method(String call) {
    return Objects.requireNonNull(methods.get(call), call);
  }

  private static byte[] message(Descriptor type, String text) {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    try {
      TextFormat.merge(text.replace(LOG_ID, log).replace(PREDICTION_ID, prediction), message);
    } catch (TextFormat.ParseException notSo) {
      throw new AssertionError(type.getName() + ": " + text, notSo);
    }
    return message.build().toByteArray();
  }

  /** A field that nobody knows takes the room. */
  private static byte[] beyondTheLimit(Descriptor type) {
    UnknownFieldSet.Field large =
        UnknownFieldSet.Field.newBuilder()
            .addLengthDelimited(ByteString.copyFrom(new byte[BEYOND_THE_LIMIT]))
            .build();
    return DynamicMessage.newBuilder(type)
        .setUnknownFields(UnknownFieldSet.newBuilder().addField(1_000, large).build())
        .build()
        .toByteArray();
  }

  /** Nobody gets into the server's database until this is closed. */
  private static final class DatabaseAway implements AutoCloseable {
    private final String name = server.database().name();

    DatabaseAway() {
      allow(false);
      TestDatabase.executeAsAdmin(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
    }

    private void allow(boolean connections) {
      TestDatabase.executeAsAdmin("ALTER DATABASE " + name + " ALLOW_CONNECTIONS " + connections);
    }

    @Override
    public void close() {
      allow(true);
    }
  }
}
