package dev.visionlog.benchmarks.soak;

import dev.visionlog.benchmarks.installation.ChildJvm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the processes are started; their own arguments come behind.
 *
 * @param server {@code visionlog up}
 * @param bridge {@code visionlog web}
 * @param writer {@link WriterProcess}
 * @param environment of all of them, beside this process's own
 */
public record Commands(
    List<String> server,
    List<String> bridge,
    List<String> writer,
    Map<String, String> environment) {

  public Commands {
    server = List.copyOf(server);
    bridge = List.copyOf(bridge);
    writer = List.copyOf(writer);
    environment = Map.copyOf(environment);
  }

  /** As a user starts them, from a checkout. */
  public static Commands ofScript() {
    String script = ChildJvm.script().toString();
    return new Commands(
        List.of(script, "up"), List.of(script, "web"), java(WriterProcess.class), Map.of());
  }

  /** Classes that are on this process's own class path. */
  public static Commands ofClasses(
      Class<?> server, Class<?> bridge, Map<String, String> environment) {
    List<String> up = new ArrayList<>(java(server));
    up.add("up");
    return new Commands(up, java(bridge), java(WriterProcess.class), environment);
  }

  private static List<String> java(Class<?> main) {
    return List.of(
        ProcessHandle.current().info().command().orElseThrow(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        main.getName());
  }
}
