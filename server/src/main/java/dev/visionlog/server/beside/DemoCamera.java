package dev.visionlog.server.beside;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The camera worker with its drawn scene beside the server: something to look at. */
public final class DemoCamera implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DemoCamera.class);
  private static final String MAIN = "dev.visionlog.camera.VisionlogCamera";

  private final KeptProcess process;

  private DemoCamera(JavaProgram program) {
    process = new KeptProcess(program, started -> {});
  }

  /**
   * Starts it if it is wanted, and if this process was started by the script that knows where it
   * is.
   *
   * @param server the gRPC service, {@code host:port}
   */
  public static Optional<DemoCamera> start(boolean wanted, String server) {
    if (!wanted) {
      return Optional.empty();
    }
    Optional<DemoCamera> camera =
        JavaProgram.locate("camera").map(location -> new DemoCamera(program(location, server)));
    camera.ifPresentOrElse(
        started -> started.process.start(),
        () -> LOG.warn("There is no demonstration: only the script visionlog knows its camera"));
    return camera;
  }

  private static JavaProgram program(JavaProgram.Location location, String server) {
    return new JavaProgram(
        "The demonstration's camera",
        location.classPath(),
        location.options(),
        MAIN,
        List.of("--demo", "--camera-id", "1", "--server", server),
        "VISIONLOG_CAMERA_",
        Map.of());
  }

  @Override
  public void close() {
    process.close();
  }
}
