package dev.visionlog.server.service;

import static dev.visionlog.server.testing.Entries.info;
import static dev.visionlog.server.testing.Entries.of;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import com.google.rpc.Code;
import dev.visionlog.server.testing.Errors;
import dev.visionlog.server.testing.TestServer;
import dev.visionlog.v1.CreateLogsRequest;
import dev.visionlog.v1.CreateLogsResponse;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.Settings;
import dev.visionlog.v1.UpdateSettingsRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A unary call that is repeated with its request_id. */
class RequestIdIT {
  private final TestServer server = TestServer.start();
  private final String requestId = UUID.randomUUID().toString();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void repeatedCall_returnsTheFirstAnswerAndStoresNothing() {
    CreateLogsRequest request =
        request(info("a"), LogEntry.getDefaultInstance(), info("b")).build();
    CreateLogsResponse first = server.logs().createLogs(request);
    assertThat(first.getErrorsCount()).isEqualTo(1);
    assertThat(server.logs().createLogs(request)).isEqualTo(first);
    assertThat(server.count("SELECT count(*) FROM logs")).isEqualTo(2);
    assertThat(server.pipeline().getDuplicateCount()).isEqualTo(2);
  }

  @Test
  void repeatedCall_returnsTheFirstAnswerAlsoWhenThresholdsHaveChanged() {
    CreateLogsRequest request =
        request(of(LogLevel.DEBUG, "system", "a"), info("b"), of(LogLevel.TRACE, "x", "c")).build();
    CreateLogsResponse first = server.logs().createLogs(request);
    threshold(LogLevel.INFO);
    assertThat(server.logs().createLogs(request)).isEqualTo(first);
  }

  @Test
  void repeatedCall_staysSuppressedWhenThresholdsHaveChanged() {
    threshold(LogLevel.INFO);
    CreateLogsRequest request =
        request(of(LogLevel.DEBUG, "system", "a"), info("b"), LogEntry.getDefaultInstance())
            .build();
    CreateLogsResponse first = server.logs().createLogs(request);
    assertThat(first.getSuppressedCount()).isEqualTo(1);
    threshold(LogLevel.TRACE);
    assertThat(server.logs().createLogs(request)).isEqualTo(first);
    assertThat(server.count("SELECT count(*) FROM logs")).isEqualTo(1);
  }

  @Test
  void repeatedCall_namesWhatTheDatabaseHadRefused() {
    server.execute(RefusedEntriesIT.REFUSE);
    CreateLogsRequest request = request(info("a"), info("refused"), info("b")).build();
    CreateLogsResponse first = server.logs().createLogs(request);
    assertThat(first.getErrorsCount()).isEqualTo(1);
    assertThat(server.logs().createLogs(request)).isEqualTo(first);
    CreateLogsRequest allBad =
        request(info("refused")).setRequestId(UUID.randomUUID().toString()).build();
    assertThat(Errors.code(() -> server.logs().createLogs(allBad)))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(Errors.code(() -> server.logs().createLogs(allBad)))
        .isEqualTo(Code.INVALID_ARGUMENT);
  }

  @Test
  void callsAtTheSameTime_storeOnceAndGetTheSameAnswer() throws Exception {
    CreateLogsRequest request = request(info("a"), info("b")).build();
    try (TestServer other = TestServer.on(server.database())) {
      List<CreateLogsResponse> answers = new ArrayList<>();
      for (Future<CreateLogsResponse> each : callTogether(request, List.of(server, other), 8)) {
        answers.add(each.get());
      }
      assertThat(answers).hasSize(16).containsOnly(answers.get(0));
    }
    assertThat(server.count("SELECT count(*) FROM logs")).isEqualTo(2);
  }

  private static List<Future<CreateLogsResponse>> callTogether(
      CreateLogsRequest request, List<TestServer> servers, int times) throws InterruptedException {
    ExecutorService callers = Executors.newFixedThreadPool(servers.size() * times);
    try {
      return callers.invokeAll(
          servers.stream()
              .flatMap(server -> Collections.nCopies(times, server).stream())
              .map(
                  server ->
                      (java.util.concurrent.Callable<CreateLogsResponse>)
                          () -> server.logs().createLogs(request))
              .toList());
    } finally {
      callers.shutdown();
    }
  }

  @Test
  void requestId_mustBeAUuid() {
    assertThat(
            Errors.badFields(
                () -> server.logs().createLogs(request(info("a")).setRequestId("x").build())))
        .containsExactly("request_id");
  }

  private void threshold(LogLevel level) {
    server
        .settings()
        .updateSettings(
            UpdateSettingsRequest.newBuilder()
                .setSettings(Settings.newBuilder().setThreshold(level))
                .setUpdateMask(FieldMask.newBuilder().addPaths("threshold"))
                .build());
  }

  private CreateLogsRequest.Builder request(LogEntry... entries) {
    return CreateLogsRequest.newBuilder().setRequestId(requestId).addAllEntries(List.of(entries));
  }
}
