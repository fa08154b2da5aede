package dev.visionlog.bridge;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What can be set.
 *
 * @param host the address to listen on
 * @param port 0 for any free one
 * @param server the gRPC server, {@code host:port}
 * @param tls how to serve HTTPS; plain HTTP if it is empty
 * @param origins from where else the page may be used, such as {@code https://logs.example.com} for
 *     a proxy in front
 */
public record BridgeSettings(
    String host, int port, String server, Optional<Tls> tls, List<String> origins) {

  public BridgeSettings {
    origins = List.copyOf(origins);
  }

  /** The certificate chain and its key, both PEM. */
  public record Tls(Path certificate, Path key) {}
}
