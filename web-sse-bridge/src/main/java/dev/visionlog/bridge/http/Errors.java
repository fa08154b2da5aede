package dev.visionlog.bridge.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where exceptions become answers: never a stack trace, never a class name. */
public final class Errors implements ServerErrorHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

  @Override
  public HttpResponse onServiceException(ServiceRequestContext context, Throwable error) {
    return Envelope.error(of(context, Exceptions.peel(error)));
  }

  private static HttpError of(ServiceRequestContext context, Throwable error) {
    if (error instanceof HttpErrorException known) {
      return known.error();
    }
    if (error instanceof StatusRuntimeException || error instanceof StatusException) {
      return GrpcErrors.of(error);
    }
    if (error instanceof HttpStatusException status) {
      return of(status.httpStatus());
    }
    if (error instanceof RequestTimeoutException) {
      return of(HttpStatus.GATEWAY_TIMEOUT);
    }
    if (error instanceof ContentTooLargeException) {
      return of(HttpStatus.REQUEST_ENTITY_TOO_LARGE);
    }
    if (Exceptions.isExpected(error) || Exceptions.isStreamCancelling(error)) {
      return of(HttpStatus.valueOf(499)); // The client has gone; nobody reads this.
    }
    LOG.error("{} {} failed", context.method(), context.path(), error);
    return of(HttpStatus.INTERNAL_SERVER_ERROR);
  }

  /** An error of which the status says everything. */
  static HttpError of(HttpStatus status) {
    String message =
        switch (status.code()) {
          case 404 -> "There is nothing at this address";
          case 405 -> "This address does not take that method";
          case 413 -> "The body is too large";
          case 414 -> "The address is too long";
          case 500 -> "Internal error; the bridge's log has the details";
          case 504 -> "The server did not answer in time";
          default -> status.reasonPhrase();
        };
    return HttpError.of(
        status, status.reasonPhrase().toUpperCase(Locale.ROOT).replaceAll("[ -]", "_"), message);
  }

  /** What has no service: wrong methods, broken requests. */
  @Override
  public AggregatedHttpResponse renderStatus(
      @Nullable ServiceRequestContext context,
      ServiceConfig config,
      @Nullable RequestHeaders headers,
      HttpStatus status,
      @Nullable String description,
      @Nullable Throwable cause) {
    return Envelope.wholeError(of(status));
  }
}
