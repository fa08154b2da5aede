package dev.visionlog.bridge.api;

import com.google.common.hash.Hashing;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.visionlog.bridge.http.ApiRequest;
import dev.visionlog.bridge.http.Parameters;
import dev.visionlog.bridge.upstream.Answer;
import dev.visionlog.bridge.upstream.Upstream;
import dev.visionlog.v1.GetPredictionImageRequest;
import dev.visionlog.v1.GetPredictionImageResponse;
import dev.visionlog.v1.GetPredictionRequest;
import dev.visionlog.v1.ImageView;
import dev.visionlog.v1.Prediction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/**
 * The image of a prediction: {@code /api/predictions/{id}/image}.
 *
 * <p>An image never changes, but another database has others under the same ids. So browsers ask
 * whether the one that they have is still right, unless the address carries a version, which
 * whoever made the address has taken from the prediction itself.
 */
final class PredictionImageResource {
  private static final String VIEW = "view";
  private static final String SIDE = "max_side";
  private static final String BOXES = "boxes";
  private static final String VERSION = "version";
  private static final int LEAST_SIDE = 16;
  private static final int MOST_SIDE = 1_024;

  private final Upstream upstream;

  PredictionImageResource(Upstream upstream) {
    this.upstream = upstream;
  }

  CompletionStage<HttpResponse> get(ApiRequest request) {
    Parameters parameters = request.parameters(VIEW, SIDE, BOXES, VERSION);
    GetPredictionImageRequest wanted = wanted(request.id("id"), parameters);
    String caching =
        parameters.text(VERSION).isPresent()
            ? "private, max-age=86400, immutable"
            : "private, no-cache";
    GetPredictionRequest prediction =
        GetPredictionRequest.newBuilder().setId(wanted.getId()).build();
    return Answer.of(upstream.predictions(request.caller()).getPrediction(prediction))
        .thenApply(found -> answer(request, wanted, etag(found.getPrediction(), wanted), caching));
  }

  private static GetPredictionImageRequest wanted(long id, Parameters parameters) {
    GetPredictionImageRequest.Builder wanted = GetPredictionImageRequest.newBuilder().setId(id);
    String view = parameters.choice(VIEW, "original", "thumbnail", "annotated").orElse("original");
    wanted.setView(ImageView.valueOf(view.toUpperCase(Locale.ROOT)));
    parameters.integer(SIDE, LEAST_SIDE, MOST_SIDE).ifPresent(wanted::setMaxSide);
    parameters.flag(BOXES).ifPresent(wanted::setWithBoxes);
    return wanted.build();
  }

  /**
   * Of what is stored and how it is to be shown; nothing else decides what the image looks like.
   */
  private static String etag(Prediction prediction, GetPredictionImageRequest wanted) {
    return '"'
        + Hashing.sha256()
            .newHasher()
            .putString(prediction.getImagePath(), StandardCharsets.UTF_8)
            .putBytes(prediction.getTime().toByteArray())
            .putBytes(wanted.toByteArray())
            .hash()
            .toString()
            .substring(0, 32)
        + '"';
  }

  private HttpResponse answer(
      ApiRequest request, GetPredictionImageRequest wanted, String etag, String caching) {
    ResponseHeadersBuilder headers =
        ResponseHeaders.builder(HttpStatus.OK)
            .set(HttpHeaderNames.ETAG, etag)
            .set(HttpHeaderNames.CACHE_CONTROL, caching);
    if (isKnown(request, etag)) {
      return HttpResponse.of(headers.status(HttpStatus.NOT_MODIFIED).build());
    }
    request.context().clearRequestTimeout();
    return Download.start(
        request.context().eventLoop().withoutContext(),
        headers.contentType(MediaType.JPEG).build(),
        GetPredictionImageResponse::getData,
        pieces -> upstream.predictionStreams(request.caller()).getPredictionImage(wanted, pieces));
  }

  private static boolean isKnown(ApiRequest request, String etag) {
    String known = request.header(HttpHeaderNames.IF_NONE_MATCH);
    return Arrays.stream(known.split(",")).map(String::strip).anyMatch(etag::equals);
  }
}
