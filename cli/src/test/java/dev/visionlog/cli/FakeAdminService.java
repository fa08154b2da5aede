package dev.visionlog.cli;

import dev.visionlog.v1.AdminServiceGrpc.AdminServiceImplBase;
import dev.visionlog.v1.CleanupRequest;
import dev.visionlog.v1.CleanupResponse;
import dev.visionlog.v1.DiagnoseRequest;
import dev.visionlog.v1.DiagnoseResponse;
import dev.visionlog.v1.GenerateLogsRequest;
import dev.visionlog.v1.GenerateLogsResponse;
import dev.visionlog.v1.GetStatusRequest;
import dev.visionlog.v1.GetStatusResponse;
import dev.visionlog.v1.ListWritersRequest;
import dev.visionlog.v1.ListWritersResponse;
import dev.visionlog.v1.Writer;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;

/** Answers as it is told and keeps the requests. */
final class FakeAdminService extends AdminServiceImplBase {
  final List<GenerateLogsRequest> generated = new ArrayList<>();
  DiagnoseResponse diagnosis = DiagnoseResponse.getDefaultInstance();

  @Override
  public void getStatus(GetStatusRequest request, StreamObserver<GetStatusResponse> answer) {
    GetStatusResponse.Builder status = GetStatusResponse.newBuilder().setVersion("9.9");
    status.getDatabaseBuilder().setAvailable(true).setVersion("18.6");
    answer.onNext(status.build());
    answer.onCompleted();
  }

  @Override
  public void diagnose(DiagnoseRequest request, StreamObserver<DiagnoseResponse> answer) {
    answer.onNext(diagnosis);
    answer.onCompleted();
  }

  @Override
  public void generateLogs(
      GenerateLogsRequest request, StreamObserver<GenerateLogsResponse> answer) {
    generated.add(request);
    for (int i = 1; i <= 3; i++) {
      answer.onNext(
          GenerateLogsResponse.newBuilder()
              .setGeneratedCount(i * 10L)
              .setStoredCount(i * 10L)
              .build());
    }
    answer.onCompleted();
  }

  @Override
  public void cleanup(CleanupRequest request, StreamObserver<CleanupResponse> answer) {
    answer.onNext(
        CleanupResponse.newBuilder().setDeletedCount(7).setDryRun(request.getDryRun()).build());
    answer.onCompleted();
  }

  @Override
  public void listWriters(ListWritersRequest request, StreamObserver<ListWritersResponse> answer) {
    Writer writer =
        Writer.newBuilder()
            .setWriterName("edge-1")
            .setSentBatches(128)
            .setMissingBatches(1)
            .build();
    answer.onNext(ListWritersResponse.newBuilder().addWriters(writer).build());
    answer.onCompleted();
  }
}
