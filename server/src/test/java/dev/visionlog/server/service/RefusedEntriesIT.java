package dev.visionlog.server.service;

import static dev.visionlog.server.testing.Entries.create;
import static dev.visionlog.server.testing.Entries.info;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import dev.visionlog.server.testing.Errors;
import dev.visionlog.server.testing.TestServer;
import dev.visionlog.server.testing.WriteCall;
import dev.visionlog.v1.CreateLogsResponse;
import dev.visionlog.v1.EntryError;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.PipelineStatus;
import dev.visionlog.v1.WriteLogsResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entries that pass every check of ours, and that only the database refuses. */
class RefusedEntriesIT {
  static final String REFUSE =
      """
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE 'no' USING ERRCODE = '22003'; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON logs FOR EACH ROW
        WHEN (NEW.message LIKE 'refused%') EXECUTE FUNCTION refuse();
      """;

  /** One lane and a long linger, so that several writers share a transaction. */
  private final TestServer server =
      TestServer.start("--ingest-lanes", "1", "--ingest-linger", "300ms");

  @BeforeEach
  void refuse() {
    server.execute(REFUSE);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void refusedEntries_doNotTakeAlongTheirNeighboursOrOtherWriters() {
    List<WriteCall> calls = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      calls.add(new WriteCall(server.channel()));
    }
    List<UUID> writers = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    calls.get(0).send(writers.get(0), 1, info("a0"), info("a1"));
    calls
        .get(1)
        .send(writers.get(1), 1, info("b0"), info("refused"), info("b2"), info("refused 2"));
    calls.get(2).send(writers.get(2), 1, info("c0"));
    assertThat(calls.get(0).answer(1).getErrorsList()).isEmpty();
    assertThat(calls.get(2).answer(1).getErrorsList()).isEmpty();
    WriteLogsResponse answer = calls.get(1).answer(1);
    assertThat(answer.getAckedSequence()).isEqualTo(1);
    assertThat(answer.getErrorsList()).extracting(EntryError::getIndex).containsExactly(1, 3);
    assertThat(Errors.badFields(answer.getErrors(0).getStatus())).containsExactly("entries[1]");
    assertThat(server.rows("SELECT message FROM logs ORDER BY message"))
        .containsExactly("a0", "a1", "b0", "b2", "c0");
    assertCountersAreExact(2);
  }

  @Test
  void refusedEntries_ofAUnaryCallKeepTheirPlaces() {
    LogEntry bad = info("x").toBuilder().clearLevel().build();
    CreateLogsResponse response =
        server.logs().createLogs(create(bad, info("a"), info("refused"), info("b")));
    assertThat(response.getErrorsList()).extracting(EntryError::getIndex).containsExactly(0, 2);
    assertThat(response.getIdsList().stream().map(id -> id != 0))
        .containsExactly(false, true, false, true);
    assertThat(Errors.code(() -> server.logs().createLogs(create(info("refused")))))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertCountersAreExact(3);
  }

  @Test
  void manyRefusedEntries_areAllNamed() {
    LogEntry[] entries =
        IntStream.range(0, 300)
            .mapToObj(i -> info(i % 3 == 0 ? "refused" : "kept " + i))
            .toArray(LogEntry[]::new);
    assertThat(server.logs().createLogs(create(entries)).getErrorsList())
        .extracting(EntryError::getIndex)
        .containsExactlyElementsOf(IntStream.range(0, 100).mapToObj(i -> i * 3).toList());
    assertCountersAreExact(100);
  }

  private void assertCountersAreExact(int rejected) {
    long rows = server.count("SELECT count(*) FROM logs");
    assertThat(server.count("SELECT coalesce(sum(entries), 0) FROM commits")).isEqualTo(rows);
    PipelineStatus status = server.pipeline();
    assertThat(status.getStoredCount()).isEqualTo(rows);
    assertThat(status.getRejectedCount()).isEqualTo(rejected);
    assertThat(status.getReceivedCount()).isEqualTo(rows + rejected);
  }
}
