package dev.visionlog.server.service;

import static dev.visionlog.server.testing.Entries.create;
import static dev.visionlog.server.testing.Entries.info;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.FieldMask;
import dev.visionlog.server.testing.Errors;
import dev.visionlog.server.testing.Methods;
import dev.visionlog.server.testing.RandomMessages;
import dev.visionlog.server.testing.RawCall;
import dev.visionlog.server.testing.TestServer;
import dev.visionlog.testing.basics.Chance;
import dev.visionlog.v1.GetSettingsRequest;
import dev.visionlog.v1.GetStatusRequest;
import dev.visionlog.v1.GetStatusResponse;
import dev.visionlog.v1.PipelineStatus;
import dev.visionlog.v1.Settings;
import dev.visionlog.v1.TailLogsRequest;
import dev.visionlog.v1.TailLogsResponse;
import dev.visionlog.v1.UpdateSettingsRequest;
import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever is sent to whatever call, it is answered or refused, and the server goes on. */
class AnyMessageIT {
  private static final int CALLS = 30;
  private static final Set<Code> NEVER = Set.of(Code.INTERNAL, Code.UNKNOWN, Code.DATA_LOSS);

  private final TestServer server = TestServer.start();
  private final Settings begun =
      server.settings().getSettings(GetSettingsRequest.getDefaultInstance()).getSettings();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void calls_withAnyMessagesAreAnsweredOrRefused() {
    for (MethodDescriptor<?, ?> method : Methods.of(server)) {
      Chance.times(CALLS, chance -> assertAnswered(method, messages(method, chance), chance));
    }
    assertServes();
  }

  private void assertAnswered(MethodDescriptor<?, ?> method, List<byte[]> messages, Chance chance) {
    if (chance.onceIn(4)) {
      RawCall.abandon(server.channel(), method, messages);
      return;
    }
    StatusRuntimeException end = RawCall.send(server.channel(), method, messages).join();
    Code code = end.getStatus().getCode();
    assertThat(code).as("%s: %s", Methods.name(method), end).isNotIn(NEVER);
    if (code != Code.OK) {
      Errors.checked(StatusProto.fromThrowable(end));
    }
  }

  private static List<byte[]> messages(MethodDescriptor<?, ?> method, Chance chance) {
    int count = method.getType().clientSendsOneMessage() ? 1 : chance.below(4);
    List<byte[]> messages = new ArrayList<>();
    while (messages.size() < count) {
      messages.add(message(method, chance));
    }
    return messages;
  }

  private static byte[] message(MethodDescriptor<?, ?> method, Chance chance) {
    if (chance.onceIn(8)) {
      return chance.bytes(200);
    }
    byte[] message = new RandomMessages(chance).next(Methods.request(method)).toByteArray();
    return chance.onceIn(4) ? chance.damaged(message) : message;
  }

  /** What is written is stored and shown, and nothing is left of what was before. */
  private void assertServes() {
    server
        .settings()
        .updateSettings(
            UpdateSettingsRequest.newBuilder()
                .setSettings(begun.toBuilder().clearEtag())
                .setUpdateMask(FieldMask.newBuilder().addPaths("*"))
                .build());
    Iterator<TailLogsResponse> tail =
        server.logs().tailLogs(TailLogsRequest.newBuilder().setFilter("afterwards").build());
    assertThat(tail.next().hasHeartbeat()).isTrue();
    long id = server.logs().createLogs(create(info("afterwards"))).getIds(0);
    assertThat(tail.next().getEntries(0).getId()).isEqualTo(id);
    await().untilAsserted(() -> assertNothingIsLeft(status()));
  }

  private GetStatusResponse status() {
    return server.admin().getStatus(GetStatusRequest.getDefaultInstance());
  }

  private static void assertNothingIsLeft(GetStatusResponse status) {
    // That of the test itself.
    assertThat(status.getTail().getTails()).isEqualTo(1);
    assertThat(status.getPredictionTail().getTails()).isZero();
    assertAllIsAccountedFor(status.getPipeline());
    assertAllIsAccountedFor(status.getPredictionPipeline());
  }

  private static void assertAllIsAccountedFor(PipelineStatus pipeline) {
    assertThat(pipeline.getBufferedCount()).isZero();
    assertThat(pipeline.getReceivedCount())
        .isEqualTo(
            pipeline.getStoredCount()
                + pipeline.getSuppressedCount()
                + pipeline.getRejectedCount()
                + pipeline.getDuplicateCount()
                + pipeline.getFailedCount());
  }
}
