package dev.visionlog.server.service;

import dev.visionlog.server.model.LogEntry;
import dev.visionlog.server.pipeline.IngestPipeline;
import dev.visionlog.server.retention.RetentionWorker;
import dev.visionlog.server.store.WriterStore;
import dev.visionlog.v1.AdminServiceGrpc;
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
import dev.visionlog.v1.LogScenario;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** The contract's AdminService. */
final class AdminService extends AdminServiceGrpc.AdminServiceImplBase {
  private static final int DEFAULT_PAGE = 100;
  private static final int MAX_PAGE = 1_000;
  private static final int MAX_CAMERAS = 10_000;
  private static final int DEFAULT_CAMERAS = 4;
  private static final int DEFAULT_COUNT = 100;
  private static final double MAX_RATE = 50_000;

  private final Supplier<GetStatusResponse> status;
  private final Diagnosis diagnosis;
  private final RetentionWorker<?> logRetention;
  private final RetentionWorker<?> predictionRetention;
  private final WriterStore writers;
  private final IngestPipeline<LogEntry> pipeline;
  private final EntryReader reader;
  private final Streams streams;

  AdminService(
      Supplier<GetStatusResponse> status,
      Diagnosis diagnosis,
      RetentionWorker<?> logRetention,
      RetentionWorker<?> predictionRetention,
      WriterStore writers,
      IngestPipeline<LogEntry> pipeline,
      EntryReader reader,
      Streams streams) {
    this.status = status;
    this.diagnosis = diagnosis;
    this.logRetention = logRetention;
    this.predictionRetention = predictionRetention;
    this.writers = writers;
    this.pipeline = pipeline;
    this.reader = reader;
    this.streams = streams;
  }

  @Override
  public void getStatus(GetStatusRequest request, StreamObserver<GetStatusResponse> observer) {
    Calls.answer(observer, status);
  }

  @Override
  public void diagnose(DiagnoseRequest request, StreamObserver<DiagnoseResponse> observer) {
    Calls.answer(observer, () -> diagnosis.run(request));
  }

  @Override
  public void generateLogs(
      GenerateLogsRequest request, StreamObserver<GenerateLogsResponse> observer) {
    try {
      GenerateStream stream =
          generate(request, (ServerCallStreamObserver<GenerateLogsResponse>) observer);
      streams.add(stream);
      Thread thread = new Thread(stream, "generate");
      thread.setDaemon(true);
      thread.start();
    } catch (RuntimeException error) {
      observer.onError(ApiErrors.of(error));
    }
  }

  private GenerateStream generate(
      GenerateLogsRequest request, ServerCallStreamObserver<GenerateLogsResponse> observer) {
    long count = request.hasCount() ? request.getCount() : DEFAULT_COUNT;
    if (count < 0 || (count == 0 && request.getRate() == 0)) {
      throw ApiErrors.badField(
          "count", count + " is not allowed; 1 or more, or 0 together with a rate");
    }
    if (!(request.getRate() >= 0 && request.getRate() <= MAX_RATE)) {
      throw ApiErrors.badField(
          "rate", request.getRate() + " is not allowed; 0 to " + (long) MAX_RATE + " are");
    }
    if (request.getCameras() < 0 || request.getCameras() > MAX_CAMERAS) {
      throw ApiErrors.badField(
          "cameras", request.getCameras() + " is not allowed; 0 to " + MAX_CAMERAS + " are");
    }
    // So that a caller who goes away is noticed.
    observer.setOnCancelHandler(() -> {});
    return new GenerateStream(
        observer,
        pipeline,
        reader,
        new LogScenarios(
            new SplittableRandom(),
            scenarios(request.getScenariosList()),
            request.getCameras() == 0 ? DEFAULT_CAMERAS : request.getCameras()),
        count,
        request.getRate(),
        streams);
  }

  private static List<LogScenario> scenarios(List<LogScenario> given) {
    if (given.contains(LogScenario.UNRECOGNIZED)) {
      throw ApiErrors.badField(
          "scenarios", "has an unknown one; SYSTEM, WORKER, API and CAMERA are allowed");
    }
    List<LogScenario> named =
        given.stream()
            .filter(scenario -> scenario != LogScenario.LOG_SCENARIO_UNSPECIFIED)
            .toList();
    return named.isEmpty()
        ? List.of(
            LogScenario.LOG_SCENARIO_SYSTEM,
            LogScenario.LOG_SCENARIO_WORKER,
            LogScenario.LOG_SCENARIO_API,
            LogScenario.LOG_SCENARIO_CAMERA)
        : named;
  }

  @Override
  public void cleanup(CleanupRequest request, StreamObserver<CleanupResponse> observer) {
    Calls.answer(
        observer,
        () -> {
          boolean dry = request.getDryRun();
          RetentionWorker.Outcome logs = dry ? logRetention.dryRun() : logRetention.run();
          RetentionWorker.Outcome predictions =
              dry ? predictionRetention.dryRun() : predictionRetention.run();
          return CleanupResponse.newBuilder()
              .setDeletedCount(logs.deleted())
              .setDeletedPredictions(predictions.deleted())
              .setDroppedPartitions(logs.droppedDays() + predictions.droppedDays())
              .setDryRun(request.getDryRun())
              .build();
        });
  }

  @Override
  public void listWriters(
      ListWritersRequest request, StreamObserver<ListWritersResponse> observer) {
    Calls.answer(observer, () -> listWriters(request));
  }

  private ListWritersResponse listWriters(ListWritersRequest request) {
    int size = Calls.pageSize(request.getPageSize(), DEFAULT_PAGE, MAX_PAGE);
    int skip = skip(request.getPageToken());
    List<WriterStore.Writer> found = writers.list(skip, size + 1);
    ListWritersResponse.Builder response = ListWritersResponse.newBuilder();
    found.stream().limit(size).map(Diagnosis::writer).forEach(response::addWriters);
    if (found.size() > size) {
      response.setNextPageToken(String.valueOf(skip + size));
    }
    return response.build();
  }

  private static int skip(String token) {
    if (token.isEmpty()) {
      return 0;
    }
    if (!token.matches("[0-9]{1,9}")) {
      throw ApiErrors.badField("page_token", "is not a token that ListWriters has returned");
    }
    return Integer.parseInt(token);
  }
}
