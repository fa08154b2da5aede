package dev.visionlog.camera.source;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The address of a camera in the network. It may hold a password, so its text form is one to be
 * shown.
 */
public final class StreamAddress {
  private static final Set<String> SCHEMES =
      Set.of("rtsp", "rtsps", "http", "https", "rtmp", "rtmps", "srt", "tcp", "udp");

  private final String address;
  private final URI uri;

  private StreamAddress(String address, URI uri) {
    this.address = address;
    this.uri = uri;
  }

  /**
   * Reads an address such as {@code rtsp://user:password@camera/stream}.
   *
   * @throws IllegalArgumentException if it is none; without the address
   */
  public static StreamAddress parse(String address) {
    try {
      URI uri = new URI(address);
      if (uri.getScheme() != null
          && SCHEMES.contains(uri.getScheme())
          && uri.getRawAuthority() != null) {
        return new StreamAddress(address, uri);
      }
    } catch (URISyntaxException wrong) {
      // Refused below: its message would tell the password.
    }
    throw new IllegalArgumentException(
        "Invalid stream address. Must be a URL such as rtsp://host/path, with one of the schemes"
            + " http, https, rtmp, rtmps, rtsp, rtsps, srt, tcp, udp; special characters in the"
            + " password are percent-encoded");
  }

  /** A stream of this address, which is not waited for longer than so. */
  public StreamOpener opener(Duration patience) {
    Map<String, String> options = options(patience);
    return () -> FfmpegStream.open(address, options);
  }

  private Map<String, String> options(Duration patience) {
    String micros = Long.toString(patience.toNanos() / 1000);
    Map<String, String> options = new LinkedHashMap<>();
    if (uri.getScheme().startsWith("rtsp")) {
      options.put("rtsp_transport", "tcp");
      options.put("timeout", micros);
    } else {
      options.put("rw_timeout", micros);
    }
    return options;
  }

  /**
   * Without user, password, and what stands behind a question mark, where some cameras take them.
   */
  @Override
  public String toString() {
    String authority = uri.getRawAuthority();
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?…";
    return uri.getScheme() + "://" + host + path + query;
  }
}
