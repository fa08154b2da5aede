package dev.visionlog.bridge.upstream;

import io.grpc.Metadata;
import java.util.Optional;

/**
 * Who asks: what a browser or script showed of itself, which goes on to the server as it came. The
 * bridge itself knows no keys.
 *
 * @param authorization the value of the header {@code authorization}, such as {@code Bearer …}
 */
public record Caller(Optional<String> authorization) {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  /** What is sent along with each call. */
  Metadata metadata() {
    Metadata metadata = new Metadata();
    authorization.ifPresent(value -> metadata.put(AUTHORIZATION, value));
    return metadata;
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return authorization.isPresent() ? "a caller with a key" : "a caller without a key";
  }
}
