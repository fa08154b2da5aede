package dev.visionlog.server.service;

import static dev.visionlog.server.testing.Entries.info;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import dev.visionlog.server.testing.Entries;
import dev.visionlog.server.testing.Errors;
import dev.visionlog.server.testing.TestServer;
import dev.visionlog.v1.CreateLogsRequest;
import dev.visionlog.v1.ExportFormat;
import dev.visionlog.v1.ExportLogsRequest;
import dev.visionlog.v1.ExportLogsResponse;
import dev.visionlog.v1.LogServiceGrpc;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExportLogsIT {
  private static final List<String> NASTY =
      List.of(
          "",
          " ",
          "plain",
          "a,b;c\td",
          "\"quoted\" and \"\"",
          "line\nbreak\r\nand\rreturn",
          " leading and trailing ",
          "=HYPERLINK(1)",
          "\u2028\u2029\u0001\u007f",
          "€😀 \\u0041 \\n",
          "</script>{}[]",
          "␀");

  private final TestServer server = TestServer.start();
  private ManagedChannel channel;

  /** As any client's: it takes 4 MiB in a message. */
  @BeforeEach
  void connect() {
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.close();
  }

  @Test
  void ndjson_bringsBackEveryText() throws InvalidProtocolBufferException {
    writeNasty();
    String[] lines = export(ExportFormat.EXPORT_FORMAT_NDJSON).split("\n", -1);
    assertThat(lines).hasSize(NASTY.size() + 1);
    assertThat(lines[NASTY.size()]).isEmpty();
    for (int i = 0; i < NASTY.size(); i++) {
      Struct.Builder line = Struct.newBuilder();
      JsonFormat.parser().merge(lines[i], line);
      assertThat(text(line, "message")).isEqualTo(NASTY.get(i));
      assertThat(text(line, "logger_name")).isEqualTo(NASTY.get(i));
      Struct extra = line.getFieldsOrThrow("extra_data").getStructValue();
      assertThat(extra.getFieldsOrThrow("k" + NASTY.get(i)).getStringValue())
          .isEqualTo(NASTY.get(i));
    }
    assertThat(lines[0]).contains("9223372036854775807");
  }

  private static String text(Struct.Builder line, String field) {
    return line.containsFields(field) ? line.getFieldsOrThrow(field).getStringValue() : "";
  }

  @Test
  void csv_bringsBackEveryText() {
    writeNasty();
    List<List<String>> lines = parseCsv(export(ExportFormat.EXPORT_FORMAT_CSV));
    assertThat(lines.get(0))
        .containsExactly(
            "id",
            "time",
            "received_time",
            "level",
            "source",
            "camera_id",
            "camera_name",
            "logger_name",
            "message",
            "extra_data");
    assertThat(lines).hasSize(NASTY.size() + 1);
    for (int i = 0; i < NASTY.size(); i++) {
      List<String> line = lines.get(i + 1);
      assertThat(line.get(3)).isEqualTo("INFO");
      assertThat(line.get(5)).isEqualTo(String.valueOf(i));
      assertThat(line.get(7)).isEqualTo(NASTY.get(i));
      assertThat(line.get(8)).isEqualTo(NASTY.get(i));
      assertThat(line.get(9)).contains("9223372036854775807");
    }
  }

  @Test
  void emptyExports_areValidFiles() {
    assertThat(export(ExportFormat.EXPORT_FORMAT_NDJSON)).isEmpty();
    assertThat(parseCsv(export(ExportFormat.EXPORT_FORMAT_CSV))).hasSize(1);
  }

  @Test
  void badRequests_nameTheField() {
    assertThat(
            Errors.badFields(
                () -> export(ExportLogsRequest.newBuilder().setFilter("level >").build())))
        .containsExactly("filter");
    assertThat(
            Errors.badFields(
                () -> export(ExportLogsRequest.newBuilder().setFormatValue(9).build())))
        .containsExactly("format");
  }

  @Test
  void largeEntries_comeInMessagesThatAnyClientTakes() {
    CreateLogsRequest.Builder request = CreateLogsRequest.newBuilder();
    for (int i = 0; i < 200; i++) {
      request.addEntries(info("\u0001".repeat(60_000)));
    }
    server.logs().createLogs(request.build());
    assertThat(export(ExportFormat.EXPORT_FORMAT_NDJSON).split("\n")).hasSize(200);
  }

  /** With days of their own, in the default partition, years apart and before 1970. */
  @Test
  void entriesOfDistantDays_comeOnceAndInOrder() {
    List<String> times =
        List.of(
            "1969-12-31 23:59:59+00",
            "2020-02-28 23:59:59.999999+00",
            "2020-02-29 00:00:00+00",
            "2020-03-01 00:00:00+00",
            "2099-01-01 00:00:00+00",
            "9999-12-31 23:59:59+00");
    for (String time : times) {
      server.execute(
          """
          INSERT INTO logs (id, time, received_time, level, source, message)
          SELECT 5000000 + i, '%s', now() - interval '1 s', 'INFO', 'bulk', '%s ' || to_char(i, 'FM000')
            FROM generate_series(0, 299) AS i
          """
              .formatted(time, time));
    }
    server.execute(Entries.COUNT_ROWS);
    List<List<String>> lines = parseCsv(export(ExportFormat.EXPORT_FORMAT_CSV));
    List<String> messages = lines.stream().skip(1).map(line -> line.get(8)).toList();
    assertThat(messages).hasSize(300 * times.size()).isSorted().doesNotHaveDuplicates();
    assertThat(export("time >= 2020-02-29 time < 2020-03-02 message:007").split("\n"))
        .hasSize(2)
        .allMatch(line -> line.contains(" 007\""));
  }

  /** Nothing is held for a consumer that stops reading, and it can go on when it likes. */
  @Test
  void consumerThatStops_holdsNothingUp() {
    server.execute(
        """
        INSERT INTO logs (id, time, received_time, level, source, message)
        SELECT 5000000 + i, now() - i * interval '1 s', now() - interval '1 s', 'INFO', 'bulk', repeat('x', 1000)
          FROM generate_series(1, 20000) AS i
        """);
    server.execute(Entries.COUNT_ROWS);
    AtomicInteger received = new AtomicInteger();
    AtomicInteger closed = new AtomicInteger();
    ClientCall<ExportLogsRequest, ExportLogsResponse> call =
        channel.newCall(LogServiceGrpc.getExportLogsMethod(), io.grpc.CallOptions.DEFAULT);
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onMessage(ExportLogsResponse message) {
            received.set((int) message.getEntryCount());
          }

          @Override
          public void onClose(io.grpc.Status status, Metadata trailers) {
            closed.incrementAndGet();
          }
        },
        new Metadata());
    call.request(1);
    call.sendMessage(ExportLogsRequest.getDefaultInstance());
    call.halfClose();
    await().until(() -> received.get() > 0);
    for (int i = 0; i < 20; i++) {
      assertThat(server.logs().createLogs(Entries.create(info("x"))).getIdsCount()).isEqualTo(1);
    }
    assertThat(
            server.count(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle'"
                    + " AND pid <> pg_backend_pid()"))
        .isLessThanOrEqualTo(1);
    assertThat(received.get()).isLessThan(20_000);
    call.request(Integer.MAX_VALUE);
    await().until(() -> closed.get() == 1);
    assertThat(received.get()).isEqualTo(20_000);
  }

  private void writeNasty() {
    CreateLogsRequest.Builder request = CreateLogsRequest.newBuilder();
    for (int i = 0; i < NASTY.size(); i++) {
      Struct extra =
          Struct.newBuilder()
              .putFields(
                  "k" + NASTY.get(i),
                  com.google.protobuf.Value.newBuilder().setStringValue(NASTY.get(i)).build())
              .build();
      request.addEntries(
          info(NASTY.get(i)).toBuilder()
              .setLoggerName(NASTY.get(i))
              .setCameraId(i)
              .setExtraJson(json(extra).replaceFirst("\\{", "{\"n\":9223372036854775807,")));
    }
    server.logs().createLogs(request.build());
  }

  private static String json(Struct struct) {
    try {
      return JsonFormat.printer().print(struct);
    } catch (InvalidProtocolBufferException error) {
      throw new AssertionError(error);
    }
  }

  private String export(ExportFormat format) {
    return export(ExportLogsRequest.newBuilder().setFormat(format).build());
  }

  private String export(String filter) {
    return export(ExportLogsRequest.newBuilder().setFilter(filter).build());
  }

  private String export(ExportLogsRequest request) {
    Iterator<ExportLogsResponse> answers =
        LogServiceGrpc.newBlockingStub(channel).exportLogs(request);
    ByteString data = ByteString.EMPTY;
    while (answers.hasNext()) {
      ByteString chunk = answers.next().getData();
      assertThat(chunk.toStringUtf8()).endsWith("\n");
      data = data.concat(chunk);
    }
    return data.toStringUtf8();
  }

  /** RFC 4180, read strictly. */
  private static List<List<String>> parseCsv(String text) {
    Matcher field =
        Pattern.compile("(?:\"((?:[^\"]|\"\")*+)\"|([^\",\r\n]*+))(,|\r\n)").matcher(text);
    List<List<String>> lines = new ArrayList<>();
    List<String> line = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      assertThat(field.find(at) && field.start() == at).as(text.substring(at)).isTrue();
      String quoted = field.group(1);
      line.add(quoted == null ? field.group(2) : quoted.replace("\"\"", "\""));
      if (field.group(3).equals("\r\n")) {
        lines.add(line);
        line = new ArrayList<>();
      }
      at = field.end();
    }
    return lines;
  }
}
