package dev.visionlog.bridge.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpResponse;
import dev.visionlog.bridge.api.PredictionBatch.Rejected;
import dev.visionlog.bridge.http.ApiRequest;
import dev.visionlog.bridge.http.Envelope;
import dev.visionlog.bridge.http.HttpError;
import dev.visionlog.bridge.upstream.Answer;
import dev.visionlog.bridge.upstream.Upstream;
import dev.visionlog.v1.CreatePredictionsResponse;
import dev.visionlog.v1.EntryError;
import io.grpc.Context;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes predictions in, with their images: {@code POST /log}. It answers when they are durably
 * stored.
 */
final class PredictionIntake {
  /** How the server names a field of a prediction. */
  private static final Pattern IN_LIST = Pattern.compile("^predictions\\[\\d+]\\.?");

  private final Upstream upstream;

  PredictionIntake(Upstream upstream) {
    this.upstream = upstream;
  }

  CompletionStage<HttpResponse> create(ApiRequest request) {
    request.parameters();
    // Megabytes of images take their time, in which an event loop would serve nobody.
    Executor executor =
        Context.current().fixedContextExecutor(request.context().blockingTaskExecutor());
    return CompletableFuture.supplyAsync(() -> PredictionBatch.of(request), executor)
        .thenComposeAsync(batch -> store(batch, request), executor);
  }

  private CompletionStage<HttpResponse> store(PredictionBatch batch, ApiRequest request) {
    if (batch.request().getPredictionsCount() == 0) {
      throw nothing(batch);
    }
    return Answer.of(upstream.predictions(request.caller()).createPredictions(batch.request()))
        .thenApply(stored -> Envelope.plain(json -> write(batch, stored, json)));
  }

  private static RuntimeException nothing(PredictionBatch batch) {
    if (batch.rejected().isEmpty()) {
      return HttpError.badField("predictions", "The body has no predictions").exception();
    }
    Rejected first = batch.rejected().get(0);
    return HttpError.badField(
            "predictions["
                + first.index()
                + "]"
                + (first.field().isEmpty() ? "" : ".")
                + first.field(),
            first.message())
        .exception();
  }

  private static void write(
      PredictionBatch batch, CreatePredictionsResponse stored, JsonGenerator json)
      throws IOException {
    int rejected = batch.rejected().size() + stored.getErrorsCount();
    json.writeStartObject();
    json.writeStringField("status", rejected == 0 ? "ok" : "partial");
    json.writeNumberField("received", batch.count());
    json.writeNumberField("stored", batch.count() - rejected);
    json.writeNumberField("rejected", rejected);
    writeIds(batch, stored, json);
    write(
        "errors",
        Stream.concat(batch.rejected().stream(), rejected(batch, stored.getErrorsList()))
            .sorted(Comparator.comparingInt(Rejected::index))
            .toList(),
        json);
    write("image_errors", rejected(batch, stored.getImageErrorsList()).toList(), json);
    json.writeEndObject();
  }

  /** One for each prediction of the body; null for those that are not stored. */
  private static void writeIds(
      PredictionBatch batch, CreatePredictionsResponse stored, JsonGenerator json)
      throws IOException {
    long[] ids = new long[batch.count()];
    for (int i = 0; i < stored.getIdsCount(); i++) {
      ids[batch.place(i)] = stored.getIds(i);
    }
    json.writeArrayFieldStart("ids");
    for (long id : ids) {
      if (id == 0) {
        json.writeNull();
      } else {
        json.writeNumber(id);
      }
    }
    json.writeEndArray();
  }

  private static Stream<Rejected> rejected(PredictionBatch batch, List<EntryError> errors) {
    return errors.stream()
        .map(
            error ->
                new Rejected(
                    batch.place(error.getIndex()),
                    error.getFieldViolationsList().stream()
                        .map(each -> inPrediction(each.getField()))
                        .findFirst()
                        .orElse(""),
                    inPrediction(error.getStatus().getMessage())));
  }

  private static String inPrediction(String text) {
    return IN_LIST.matcher(text).replaceFirst("");
  }

  private static void write(String name, List<Rejected> errors, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Rejected error : errors) {
      json.writeStartObject();
      json.writeNumberField("index", error.index());
      json.writeStringField("field", error.field());
      json.writeStringField("message", error.message());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
