package dev.visionlog.bridge;

import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;

/** The bridge's command: {@code visionlog web}. */
public final class VisionlogBridge {
  private VisionlogBridge() {}

  public static void main(String[] arguments) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    int status = new CommandLine(new WebCommand()).execute(arguments);
    if (status != 0) {
      System.exit(status);
    }
  }
}
