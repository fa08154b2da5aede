package dev.visionlog.server.service;

import com.google.protobuf.ByteString;
import dev.visionlog.server.export.ExportEncoder;
import dev.visionlog.server.export.LogFile;
import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.filter.FilterParser;
import dev.visionlog.server.filter.FilterTerms;
import dev.visionlog.server.model.Batch;
import dev.visionlog.server.model.LogEntry;
import dev.visionlog.server.pipeline.IngestPipeline;
import dev.visionlog.server.pipeline.Session;
import dev.visionlog.server.service.EntryReader.ReadBatch;
import dev.visionlog.server.settings.LiveSettings;
import dev.visionlog.server.store.LogDeletion;
import dev.visionlog.server.store.LogStore;
import dev.visionlog.v1.CreateLogsRequest;
import dev.visionlog.v1.CreateLogsResponse;
import dev.visionlog.v1.DeleteLogsRequest;
import dev.visionlog.v1.DeleteLogsResponse;
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
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** The contract's LogService. */
final class LogService extends LogServiceGrpc.LogServiceImplBase {
  private final IngestPipeline pipeline;
  private final EntryReader reader;
  private final LogStore store;
  private final LogDeletion deletion;
  private final CameraNames cameras;
  private final LiveSettings settings;
  private final LogQueries queries;
  private final TailCalls tails;
  private final Streams streams;
  private final Clock clock;

  LogService(
      IngestPipeline pipeline,
      EntryReader reader,
      LogStore store,
      LogDeletion deletion,
      CameraNames cameras,
      LiveSettings settings,
      LogQueries queries,
      TailCalls tails,
      Streams streams,
      Clock clock) {
    this.pipeline = pipeline;
    this.reader = reader;
    this.store = store;
    this.deletion = deletion;
    this.cameras = cameras;
    this.settings = settings;
    this.queries = queries;
    this.tails = tails;
    this.streams = streams;
    this.clock = clock;
  }

  @Override
  public StreamObserver<WriteLogsRequest> writeLogs(StreamObserver<WriteLogsResponse> observer) {
    WriteStream stream = new WriteStream(observer, pipeline, reader, settings, streams::remove);
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
    ReadBatch batch = reader.read(request.getEntriesList());
    if (batch.errors().size() == request.getEntriesCount()) {
      throw CreateCall.allBad(batch.errors());
    }
    pipeline.submit(
        new Batch(
            null,
            requestId == null ? null : new Batch.Request(requestId, entryCount, batch.indexes()),
            batch.entries()),
        new Session(),
        new CreateCall(observer, batch, entryCount));
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
      tails.start(request, (ServerCallStreamObserver<TailLogsResponse>) observer);
    } catch (RuntimeException error) {
      observer.onError(ApiErrors.of(error));
    }
  }

  @Override
  public void exportLogs(ExportLogsRequest request, StreamObserver<ExportLogsResponse> observer) {
    try {
      Filter filter = FilterParser.parse(request.getFilter());
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
    long count =
        switch (request.getTargetCase()) {
          case FILTER -> deleteMatching(request, context);
          case DAYS_TO_KEEP -> deleteOld(request, context);
          case TARGET_NOT_SET ->
              throw ApiErrors.badField("target", "is not set; days_to_keep or filter is required");
        };
    return DeleteLogsResponse.newBuilder()
        .setDeletedCount(count)
        .setDryRun(request.getDryRun())
        .build();
  }

  private long deleteMatching(DeleteLogsRequest request, Context context) {
    Filter filter = FilterParser.parse(request.getFilter());
    if (filter.equals(Filter.ALL)) {
      throw ApiErrors.badField("filter", "is empty; to delete everything, set days_to_keep to 0");
    }
    return request.getDryRun()
        ? store.countAll(filter)
        : deletion.delete(filter, context::isCancelled);
  }

  private long deleteOld(DeleteLogsRequest request, Context context) {
    int days = request.getDaysToKeep();
    if (days < 0 || days > 36_500) {
      throw ApiErrors.badField("days_to_keep", days + " is not allowed; 0 to 36500 are");
    }
    if (days == 0) {
      return request.getDryRun()
          ? store.countAll(Filter.ALL)
          : deletion.deleteAll(context::isCancelled);
    }
    Instant cutoff = Times.micros(clock.instant().minus(Duration.ofDays(days)));
    return request.getDryRun()
        ? store.countAll(FilterTerms.timeBefore(cutoff))
        : deletion.deleteBefore(cutoff, context::isCancelled);
  }
}
