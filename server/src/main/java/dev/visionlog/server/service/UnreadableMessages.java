package dev.visionlog.server.service;

import io.grpc.BindableService;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses messages that cannot be parsed as bad requests. gRPC itself would answer UNKNOWN, and put
 * a stack trace into the server's log for each.
 */
public final class UnreadableMessages implements ServerInterceptor {
  private static final Logger LOG = LoggerFactory.getLogger(UnreadableMessages.class);

  private UnreadableMessages() {}

  /** The same service, to which such a message is a bad request. */
  public static ServerServiceDefinition refusedBy(BindableService service) {
    return ServerInterceptors.intercept(
        ServerInterceptors.useMarshalledMessages(service.bindService(), new Unparsed()),
        new UnreadableMessages());
  }

  /** The messages that come here are streams of bytes: they are parsed behind this. */
  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    return new Refusing<>(call, next.startCall(call, headers));
  }

  /** Tells the service that the caller is gone as soon as one message could not be read. */
  private static final class Refusing<Q> extends SimpleForwardingServerCallListener<Q> {
    private final ServerCall<Q, ?> call;
    private boolean refused;

    Refusing(ServerCall<Q, ?> call, ServerCall.Listener<Q> service) {
      super(service);
      this.call = call;
    }

    @Override
    public void onMessage(Q message) {
      if (refused) {
        return;
      }
      try {
        super.onMessage(message);
      } catch (StatusRuntimeException unreadable) {
        refused = true;
        refuse(unreadable.getStatus());
        super.onCancel();
      }
    }

    private void refuse(Status why) {
      String type = call.getMethodDescriptor().getFullMethodName();
      LOG.debug("A message for {} cannot be read: {}", type, why);
      StatusRuntimeException error = ApiErrors.unreadable(why.getCode());
      Metadata trailers = Status.trailersFromThrowable(error);
      call.close(error.getStatus(), trailers == null ? new Metadata() : trailers);
    }

    @Override
    public void onHalfClose() {
      if (!refused) {
        super.onHalfClose();
      }
    }

    @Override
    public void onReady() {
      if (!refused) {
        super.onReady();
      }
    }

    @Override
    public void onCancel() {
      if (!refused) {
        super.onCancel();
      }
    }

    @Override
    public void onComplete() {
      if (!refused) {
        super.onComplete();
      }
    }
  }

  /** Leaves the bytes as they are. */
  private static final class Unparsed implements MethodDescriptor.Marshaller<InputStream> {
    @Override
    public InputStream stream(InputStream message) {
      return message;
    }

    @Override
    public InputStream parse(InputStream message) {
      return message;
    }
  }
}
