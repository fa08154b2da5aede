package dev.visionlog.bridge.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.CookieBuilder;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.visionlog.bridge.http.ApiRequest;
import dev.visionlog.bridge.http.Callers;
import dev.visionlog.bridge.http.Envelope;
import dev.visionlog.bridge.http.HttpError;
import dev.visionlog.bridge.upstream.Answer;
import dev.visionlog.bridge.upstream.Caller;
import dev.visionlog.bridge.upstream.Upstream;
import dev.visionlog.v1.GetSettingsRequest;
import io.grpc.Status;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keys for browsers, which cannot put a header on a stream of events: {@code /api/session} puts the
 * key into a cookie that no script can read. The bridge keeps nothing, and the server judges.
 */
final class SessionResource {
  private static final String KEY = "key";
  private static final Caller NOBODY = new Caller(Optional.empty());

  private final Upstream upstream;

  SessionResource(Upstream upstream) {
    this.upstream = upstream;
  }

  CompletionStage<HttpResponse> get(ApiRequest request) {
    request.parameters();
    Caller caller = request.caller();
    CompletableFuture<Boolean> open = isAccepted(NOBODY);
    CompletableFuture<Boolean> signedIn =
        caller.authorization().isPresent()
            ? isAccepted(caller)
            : CompletableFuture.completedFuture(false);
    return open.thenCombine(
        signedIn, (everybody, known) -> answer("Session fetched successfully", known, !everybody));
  }

  CompletionStage<HttpResponse> create(ApiRequest request) {
    request.parameters();
    String key = key(request.object());
    Caller caller = Callers.of(key).orElseThrow(SessionResource::refused);
    return isAccepted(caller)
        .thenCombine(
            isAccepted(NOBODY),
            (known, everybody) -> {
              if (!known) {
                throw refused();
              }
              return withCookie(
                  answer("Signed in", true, !everybody),
                  cookie(request, Callers.cookieValue(key)).build());
            });
  }

  CompletionStage<HttpResponse> delete(ApiRequest request) {
    request.parameters();
    HttpResponse answer =
        Envelope.ok(
            "Signed out",
            json -> {
              json.writeStartObject();
              json.writeBooleanField("signed_in", false);
              json.writeEndObject();
            });
    return CompletableFuture.completedFuture(
        withCookie(answer, cookie(request, "").maxAge(0).build()));
  }

  private static String key(ObjectNode body) {
    JsonNode key = body.get(KEY);
    if (!ApiRequest.names(body).equals(Set.of(KEY)) || !key.isTextual()) {
      throw HttpError.badField(KEY, "The body must be an object with the text 'key' alone")
          .exception();
    }
    return key.textValue();
  }

  /** A call that every key may make, and that the server answers from memory. */
  private CompletableFuture<Boolean> isAccepted(Caller caller) {
    return Answer.of(upstream.settings(caller).getSettings(GetSettingsRequest.getDefaultInstance()))
        .thenApply(any -> true)
        .exceptionallyCompose(
            error ->
                switch (Status.fromThrowable(error).getCode()) {
                  case UNAUTHENTICATED -> CompletableFuture.completedFuture(false);
                  case PERMISSION_DENIED -> CompletableFuture.completedFuture(true);
                  default -> CompletableFuture.failedFuture(error);
                });
  }

  private static RuntimeException refused() {
    return HttpError.of(HttpStatus.UNAUTHORIZED, "UNAUTHENTICATED", "This key is not known")
        .exception();
  }

  private static HttpResponse answer(String message, boolean signedIn, boolean keyNeeded) {
    return Envelope.ok(
        message,
        json -> {
          json.writeStartObject();
          json.writeBooleanField("signed_in", signedIn);
          json.writeBooleanField("key_needed", keyNeeded);
          json.writeEndObject();
        });
  }

  /** Ends with the browser. */
  private static CookieBuilder cookie(ApiRequest request, String value) {
    return Cookie.secureBuilder(Callers.COOKIE, value)
        .path("/")
        .sameSite("Strict")
        .secure(request.isOverTls());
  }

  private static HttpResponse withCookie(HttpResponse answer, Cookie cookie) {
    return answer.mapHeaders(
        headers ->
            headers.withMutations(
                each -> each.set(HttpHeaderNames.SET_COOKIE, cookie.toSetCookieHeader())));
  }
}
