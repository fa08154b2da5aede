package dev.visionlog.server.service;

import com.google.protobuf.ByteString;
import dev.visionlog.server.export.ExportEncoder;
import dev.visionlog.server.export.LogFile;
import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.filter.FilterParser;
import dev.visionlog.server.filter.FilterSchema;
import dev.visionlog.server.model.Batch;
import dev.visionlog.server.model.LogEntry;
import dev.visionlog.server.pipeline.IngestPipeline;
import dev.visionlog.server.pipeline.Session;
import dev.visionlog.server.settings.LiveSettings;
import dev.visionlog.server.store.Deleted;
import dev.visionlog.server.store.EntryDeletion;
import dev.visionlog.server.store.EntryStore;
import dev.visionlog.v1.CreateLogsRequest;
import dev.visionlog.v1.CreateLogsResponse;
import dev.visionlog.v1.DeleteLogsRequest;
import dev.visionlog.v1.DeleteLogsResponse;
import dev.visionlog.v1.EntryError;
import dev.visionlog.v1.ExportFormat;
import dev.visionlog.v1.ExportLogsRequest;
import dev.visionlog.v1.ExportLogsResponse;
import dev.visionlog.v1.GetLogHistogramRequest;
import dev.visionlog.v1.GetLogHistogramResponse;
import dev.visionlog.v1.GetLogRequest;
import dev.visionlog.v1.GetLogResponse;
import dev.visionlog.v1.GetLogStatsRequest;
import dev.visionlog.v1.GetLogStatsResponse;
import dev.visionlog.v1.ListLogSourcesRequest;
import dev.visionlog.v1.ListLogSourcesResponse;
import dev.visionlog.v1.ListLogsRequest;
import dev.visionlog.v1.ListLogsResponse;
import dev.visionlog.v1.LogServiceGrpc;
import dev.visionlog.v1.TailLogsRequest;
import dev.visionlog.v1.TailLogsResponse;
import dev.visionlog.v1.WriteLogsRequest;
import dev.visionlog.v1.WriteLogsResponse;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** The contract's LogService. */
final class LogService extends LogServiceGrpc.LogServiceImplBase {
  private final IngestPipeline<LogEntry> pipeline;
  private final EntryReader reader;
  private final EntryStore<LogEntry> store;
  private final EntryDeletion deletion;
  private final DeletionCutoff cutoff;
  private final CameraNames cameras;
  private final LogQueries queries;
  private final TailCalls<LogEntry> tails;
  private final EntryWriter writer;
  private final LogProtocol protocol;
  private final Streams streams;
  private final Clock clock;

  LogService(
      IngestPipeline<LogEntry> pipeline,
      EntryReader reader,
      EntryStore<LogEntry> store,
      EntryDeletion deletion,
      DeletionCutoff cutoff,
      CameraNames cameras,
      LiveSettings settings,
      LogQueries queries,
      TailCalls<LogEntry> tails,
      EntryWriter writer,
      Streams streams,
      Clock clock) {
    this.pipeline = pipeline;
    this.reader = reader;
    this.store = store;
    this.deletion = deletion;
    this.cutoff = cutoff;
    this.cameras = cameras;
    this.queries = queries;
    this.tails = tails;
    this.writer = writer;
    this.protocol = new LogProtocol(reader, settings);
    this.streams = streams;
    this.clock = clock;
  }

  @Override
  public StreamObserver<WriteLogsRequest> writeLogs(StreamObserver<WriteLogsResponse> observer) {
    WriteStream<WriteLogsRequest, WriteLogsResponse, LogEntry> stream =
        new WriteStream<>(observer, pipeline, protocol, streams::remove);
    streams.add(stream);
    return stream;
  }

  @Override
  public void createLogs(CreateLogsRequest request, StreamObserver<CreateLogsResponse> observer) {
    try {
      create(request, observer);
    } catch (RuntimeException error) {
      observer.onError(ApiErrors.of(error));
    }
  }

  private void create(CreateLogsRequest request, StreamObserver<CreateLogsResponse> observer) {
    if (request.getEntriesCount() == 0) {
      throw ApiErrors.badField(
          "entries", "is empty; 1 to " + EntryReader.MAX_ENTRIES + " entries are allowed");
    }
    UUID requestId =
        request.getRequestId().isEmpty() ? null : Uuids.parse("request_id", request.getRequestId());
    int entryCount = request.getEntriesCount();
    if (!pipeline.hasRoom()) {
      throw ApiErrors.overloaded("PIPELINE_FULL", "The server is busy; try again");
    }
    ReadBatch<LogEntry> batch = reader.read(request.getEntriesList());
    if (batch.errors().size() == request.getEntriesCount()) {
      throw CreateCall.allBad(batch.errors());
    }
    pipeline.submit(
        new Batch<>(
            null,
            requestId == null ? null : new Batch.Request(requestId, entryCount, batch.indexes()),
            batch.entries()),
        new Session(),
        new CreateCall<>(observer, "entries", batch, entryCount, LogService::createLogsResponse));
  }

  private static CreateLogsResponse createLogsResponse(List<Long> ids, List<EntryError> errors) {
    long without = ids.stream().filter(id -> id == 0).count();
    return CreateLogsResponse.newBuilder()
        .addAllIds(ids)
        .addAllErrors(errors)
        .setSuppressedCount((int) Math.max(0, without - errors.size()))
        .build();
  }

  @Override
  public void getLog(GetLogRequest request, StreamObserver<GetLogResponse> observer) {
    Calls.answer(observer, () -> queries.get(request));
  }

  @Override
  public void listLogs(ListLogsRequest request, StreamObserver<ListLogsResponse> observer) {
    Calls.answer(observer, () -> queries.list(request));
  }

  @Override
  public void tailLogs(TailLogsRequest request, StreamObserver<TailLogsResponse> observer) {
    try {
      tails.start(
          new TailCalls.Wish(
              FilterParser.parse(request.getFilter(), FilterSchema.LOGS),
              request.hasAfterPosition()
                  ? OptionalLong.of(request.getAfterPosition())
                  : OptionalLong.empty(),
              request.getBacklog()),
          new LogTailResponses(writer, request.getExtraFormat()),
          (ServerCallStreamObserver<TailLogsResponse>) observer);
    } catch (RuntimeException error) {
      observer.onError(ApiErrors.of(error));
    }
  }

  @Override
  public void exportLogs(ExportLogsRequest request, StreamObserver<ExportLogsResponse> observer) {
    try {
      Filter filter = FilterParser.parse(request.getFilter(), FilterSchema.LOGS);
      Instant receivedBy = clock.instant();
      new ExportStream<>(
              (ServerCallStreamObserver<ExportLogsResponse>) observer,
              (after, limit) -> store.scan(filter, after, receivedBy, limit),
              encoder(request.getFormat()),
              LogService::exported)
          .start();
    } catch (RuntimeException error) {
      observer.onError(ApiErrors.of(error));
    }
  }

  private ExportEncoder<LogEntry> encoder(ExportFormat format) {
    return switch (format) {
      case EXPORT_FORMAT_UNSPECIFIED, EXPORT_FORMAT_NDJSON -> LogFile.ndjson(cameras::all);
      case EXPORT_FORMAT_CSV -> LogFile.csv(cameras::all);
      case UNRECOGNIZED ->
          throw ApiErrors.badField("format", "is none of EXPORT_FORMAT_NDJSON, EXPORT_FORMAT_CSV");
    };
  }

  private static ExportLogsResponse exported(ByteString data, long count) {
    return ExportLogsResponse.newBuilder().setData(data).setEntryCount(count).build();
  }

  @Override
  public void getLogStats(
      GetLogStatsRequest request, StreamObserver<GetLogStatsResponse> observer) {
    Calls.answer(
        observer, () -> GetLogStatsResponse.newBuilder().setStats(queries.stats(request)).build());
  }

  @Override
  public void getLogHistogram(
      GetLogHistogramRequest request, StreamObserver<GetLogHistogramResponse> observer) {
    Calls.answer(observer, () -> queries.histogram(request));
  }

  @Override
  public void listLogSources(
      ListLogSourcesRequest request, StreamObserver<ListLogSourcesResponse> observer) {
    Calls.answer(observer, queries::sources);
  }

  @Override
  public void deleteLogs(DeleteLogsRequest request, StreamObserver<DeleteLogsResponse> observer) {
    Calls.answer(observer, () -> delete(request));
  }

  private DeleteLogsResponse delete(DeleteLogsRequest request) {
    Context context = Context.current();
    Deleted deleted =
        switch (request.getTargetCase()) {
          case FILTER -> deleteMatching(request, context);
          case DAYS_TO_KEEP ->
              cutoff.delete(
                  request.getDaysToKeep(), request.getDryRun(), deletion, context::isCancelled);
          case TARGET_NOT_SET ->
              throw ApiErrors.badField("target", "is not set; days_to_keep or filter is required");
        };
    return DeleteLogsResponse.newBuilder()
        .setDeletedCount(deleted.entries())
        .setDryRun(request.getDryRun())
        .build();
  }

  private Deleted deleteMatching(DeleteLogsRequest request, Context context) {
    Filter filter = FilterParser.parse(request.getFilter(), FilterSchema.LOGS);
    if (filter.equals(Filter.ALL)) {
      throw ApiErrors.badField("filter", "is empty; to delete everything, set days_to_keep to 0");
    }
    return request.getDryRun()
        ? deletion.count(filter)
        : deletion.delete(filter, context::isCancelled);
  }
}
