package dev.visionlog.server.service;

import static dev.visionlog.server.testing.Entries.info;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import dev.visionlog.server.testing.Errors;
import dev.visionlog.server.testing.TestServer;
import dev.visionlog.server.testing.WriteCall;
import dev.visionlog.v1.EntryError;
import dev.visionlog.v1.ListWritersRequest;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.WriteLogsRequest;
import dev.visionlog.v1.WriteLogsResponse;
import dev.visionlog.v1.Writer;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteLogsIT {
  private static TestServer server;
  private final UUID writer = UUID.randomUUID();
  private final String source = "s-" + writer;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void badEntries_areNamedAndTheirNeighboursAreStored() throws Throwable {
    WriteCall call = open();
    LogEntry bad = entry("bad").toBuilder().setLevelValue(1).build();
    LogEntry worse = entry("bad").toBuilder().setExtraJson("{").build();
    WriteLogsResponse answer =
        call.send(writer, 1, bad, entry("one"), worse, entry("two")).answer(1);
    assertThat(answer.getAckedSequence()).isEqualTo(1);
    assertThat(answer.getThreshold()).isEqualTo(LogLevel.TRACE);
    assertThat(answer.getErrorsList()).extracting(EntryError::getIndex).containsExactly(0, 2);
    assertThat(Errors.badFields(answer.getErrors(0).getStatus()))
        .containsExactly("entries[0].level");
    assertThat(Errors.badFields(answer.getErrors(1).getStatus()))
        .containsExactly("entries[2].extra_json");
    call.complete();
    call.awaitEnd();
    assertThat(messages()).containsExactly("one", "two");
  }

  @Test
  void emptyBatch_isAcknowledgedAndItsNumberStored() {
    WriteCall call = open();
    assertThat(call.send(writer, 1).answer(1).getAckedSequence()).isEqualTo(1);
    LogEntry bad = entry("bad").toBuilder().setLevelValue(1).build();
    assertThat(call.send(writer, 2, bad).answer(2).getErrorsCount()).isEqualTo(1);
    assertThat(call.send(writer, 2, entry("late")).answer(3).getDuplicate()).isTrue();
    assertThat(messages()).isEmpty();
    assertThat(account().getStoredBatches()).isEqualTo(2);
    assertThat(account().getStoredEntries()).isZero();
  }

  @Test
  void numbersLeftOut_areCountedAsMissing() {
    WriteCall call = open();
    call.send(writer, 1, entry("a")).answer(1);
    call.send(writer, 128, entry("b")).answer(2);
    assertThat(account().getSentBatches()).isEqualTo(128);
    assertThat(account().getStoredBatches()).isEqualTo(2);
    assertThat(account().getMissingBatches()).isEqualTo(126);
    // What was left out is not taken any more: the writer has given it up.
    assertThat(call.send(writer, 2, entry("late")).answer(3).getDuplicate()).isTrue();
    assertThat(account().getMissingBatches()).isEqualTo(126);
    assertThat(messages()).containsExactly("a", "b");
  }

  @Test
  void order_ofAWriterIsKept() {
    WriteCall call = open();
    for (int sequence = 1; sequence <= 200; sequence++) {
      call.send(writer, sequence, entry(sequence + "a"), entry(sequence + "b"));
    }
    assertThat(call.answer(200).getAckedSequence()).isEqualTo(200);
    assertThat(call.answers())
        .extracting(WriteLogsResponse::getAckedSequence)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 200).mapToObj(Long::valueOf).toList());
    assertThat(messages())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 200)
                .boxed()
                .flatMap(i -> List.of(i + "a", i + "b").stream())
                .toList());
  }

  @Test
  void writerName_isKept() {
    WriteCall call = open();
    call.send(request(1).setWriterName("cam\0era").build()).answer(1);
    call.send(request(2).clearWriterId().build()).answer(2);
    assertThat(account().getWriterName()).isEqualTo("cam␀era");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "123e4567-e89b-12d3-a456-42661417400", "1-1-1-1-1"})
  void stream_endsForABadWriter(String id) {
    assertThat(badFields(request(1).setWriterId(id))).containsExactly("writer_id");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void stream_endsForABadSequence(long sequence) {
    assertThat(badFields(request(sequence))).containsExactly("sequence");
  }

  @Test
  void stream_isOfOneWriter() {
    WriteCall call = open();
    call.send(writer, 1).answer(1);
    call.send(UUID.randomUUID(), 1);
    assertThat(Errors.badFields(call::awaitEnd)).containsExactly("writer_id");
  }

  @Test
  void stream_endsForTooManyEntriesOrTooLongAName() {
    assertThat(badFields(request(1).addAllEntries(Collections.nCopies(10_001, entry("x")))))
        .containsExactly("entries");
    assertThat(badFields(request(1).setWriterName("n".repeat(201)))).containsExactly("writer_name");
    assertThat(messages()).isEmpty();
  }

  @Test
  void sequence_mayBeAsLargeAsItGets() {
    WriteCall call = open();
    assertThat(call.send(writer, Long.MAX_VALUE, entry("x")).answer(1).getAckedSequence())
        .isEqualTo(Long.MAX_VALUE);
    assertThat(account().getMissingBatches()).isEqualTo(Long.MAX_VALUE - 1);
  }

  @Test
  void errorsOfAStream_saveWhatCameBefore() {
    WriteCall call = open();
    call.send(writer, 1, entry("kept")).answer(1);
    call.send(writer, 0, entry("bad"));
    assertThat(Errors.code(call::awaitEnd)).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(messages()).containsExactly("kept");
  }

  private List<String> badFields(WriteLogsRequest.Builder request) {
    WriteCall call = open();
    call.send(request.build());
    return Errors.badFields(call::awaitEnd);
  }

  private WriteLogsRequest.Builder request(long sequence) {
    return WriteLogsRequest.newBuilder().setWriterId(writer.toString()).setSequence(sequence);
  }

  private LogEntry entry(String message) {
    return info(message).toBuilder().setSource(source).build();
  }

  private static WriteCall open() {
    return new WriteCall(server.channel());
  }

  private List<String> messages() {
    return server.rows("SELECT message FROM logs WHERE source = '" + source + "' ORDER BY id");
  }

  private Writer account() {
    return server
        .admin()
        .listWriters(ListWritersRequest.getDefaultInstance())
        .getWritersList()
        .stream()
        .filter(each -> each.getWriterId().equals(writer.toString()))
        .findFirst()
        .orElseThrow();
  }
}
