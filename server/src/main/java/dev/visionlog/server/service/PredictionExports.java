package dev.visionlog.server.service;

import com.google.protobuf.ByteString;
import dev.visionlog.server.export.ExportEncoder;
import dev.visionlog.server.export.PredictionFile;
import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.model.Prediction;
import dev.visionlog.server.store.CategoryStore;
import dev.visionlog.server.store.EntryStore;
import dev.visionlog.v1.ExportPredictionsRequest;
import dev.visionlog.v1.ExportPredictionsResponse;
import dev.visionlog.v1.PredictionExportFormat;
import io.grpc.stub.ServerCallStreamObserver;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;

/** Answers calls of ExportPredictions. Immutable. */
final class PredictionExports {
  private final EntryStore<Prediction> store;
  private final CategoryStore categories;
  private final CameraNames cameras;
  private final Path spoolFolder;
  private final Clock clock;

  /**
   * @param spoolFolder takes a temporary file while an export in COCO's format runs
   */
  PredictionExports(
      EntryStore<Prediction> store,
      CategoryStore categories,
      CameraNames cameras,
      Path spoolFolder,
      Clock clock) {
    this.store = store;
    this.categories = categories;
    this.cameras = cameras;
    this.spoolFolder = spoolFolder;
    this.clock = clock;
  }

  void start(
      ExportPredictionsRequest request,
      ServerCallStreamObserver<ExportPredictionsResponse> observer) {
    Filter filter = PredictionFilters.parse(request.getFilter());
    Instant receivedBy = clock.instant();
    new ExportStream<>(
            observer,
            (after, limit) -> store.scan(filter, after, receivedBy, limit),
            encoder(request.getFormat(), receivedBy),
            PredictionExports::answer)
        .start();
  }

  private ExportEncoder<Prediction> encoder(PredictionExportFormat format, Instant now) {
    return switch (format) {
      case PREDICTION_EXPORT_FORMAT_UNSPECIFIED, PREDICTION_EXPORT_FORMAT_NDJSON ->
          PredictionFile.ndjson(cameras::all);
      case PREDICTION_EXPORT_FORMAT_CSV -> PredictionFile.csv(cameras::all);
      case PREDICTION_EXPORT_FORMAT_JSON -> PredictionFile.json(cameras::all);
      case PREDICTION_EXPORT_FORMAT_COCO -> PredictionFile.coco(categories, spoolFolder, now);
      case UNRECOGNIZED ->
          throw ApiErrors.badField(
              "format",
              "is none of PREDICTION_EXPORT_FORMAT_NDJSON, PREDICTION_EXPORT_FORMAT_CSV,"
                  + " PREDICTION_EXPORT_FORMAT_JSON, PREDICTION_EXPORT_FORMAT_COCO");
    };
  }

  private static ExportPredictionsResponse answer(ByteString data, long count) {
    return ExportPredictionsResponse.newBuilder().setData(data).setPredictionCount(count).build();
  }
}
