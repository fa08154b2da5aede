package dev.visionlog.cli.importing;

import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogServiceGrpc.LogServiceStub;
import dev.visionlog.v1.WriteLogsRequest;
import dev.visionlog.v1.WriteLogsResponse;
import io.grpc.stub.ClientResponseObserver;
import java.util.List;

/** Log entries. */
public record WriteLogs(LogServiceStub stub)
    implements WriteMethod<LogEntry, WriteLogsRequest, WriteLogsResponse> {

  @Override
  public void start(ClientResponseObserver<WriteLogsRequest, WriteLogsResponse> stream) {
    stub.writeLogs(stream);
  }

  @Override
  public WriteLogsRequest request(
      String writerId, String writerName, long sequence, List<LogEntry> entries) {
    return WriteLogsRequest.newBuilder()
        .setWriterId(writerId)
        .setWriterName(writerName)
        .setSequence(sequence)
        .addAllEntries(entries)
        .build();
  }

  @Override
  public Answer read(WriteLogsResponse answer) {
    return new Answer(
        answer.getAckedSequence(),
        answer.getErrorsList(),
        answer.getSuppressedCount(),
        answer.getDuplicate());
  }

  @Override
  public String server() {
    return stub.getChannel().authority();
  }
}
