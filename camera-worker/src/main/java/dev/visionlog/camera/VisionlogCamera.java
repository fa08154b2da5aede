package dev.visionlog.camera;

import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/** The worker's command: {@code visionlog camera}. */
public final class VisionlogCamera {
  /**
   * Held, since a logger that nobody holds forgets its level. gRPC's own warnings are no news for
   * people.
   */
  private static final Logger GRPC_LOGGER = Logger.getLogger("io.grpc");

  private VisionlogCamera() {}

  public static void main(String[] arguments) {
    GRPC_LOGGER.setLevel(Level.OFF);
    NativeLibraries.configure();
    CommandLine command = new CommandLine(new CameraCommand());
    System.exit(command.setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
  }
}
