package dev.visionlog.server.beside;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of our programs, and how it is started. It ends when its standard input does.
 *
 * @param name for people, such as {@code The web page}
 * @param classPath where it is
 * @param options of its JVM
 * @param main its main class
 * @param arguments beside {@code --until-input-ends}
 * @param foreign variables of this process that begin so are not handed on
 * @param environment variables beside those of this process
 */
record JavaProgram(
    String name,
    String classPath,
    List<String> options,
    String main,
    List<String> arguments,
    String foreign,
    Map<String, String> environment) {

  /**
   * Where the start script says that a program is, and with which options its JVM is started; empty
   * if this process was not started by the script.
   *
   * @param key such as {@code web}
   */
  static Optional<Location> locate(String key) {
    String options = System.getProperty("visionlog." + key + ".options", "-Xmx256m");
    return Optional.ofNullable(System.getProperty("visionlog." + key + ".classpath"))
        .map(classPath -> new Location(classPath, List.of(options.split(" "))));
  }

  /** Class path, and options of the JVM. */
  record Location(String classPath, List<String> options) {}

  ProcessBuilder builder() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main, "--until-input-ends"));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().keySet().removeIf(variable -> variable.startsWith(foreign));
    builder.environment().putAll(environment);
    return builder;
  }
}
