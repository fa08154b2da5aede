package dev.visionlog.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A main of ours in a JVM of its own, on the tests' class path. It ends with the test at last. */
public final class ChildProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final Path err;

  private ChildProcess(Process process, Path err) {
    this.process = process;
    this.err = err;
  }

  /** Its standard output is a pipe; standard error goes to a file in the folder. */
  public static ChildProcess start(Path folder, Class<?> main, String... args) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.add(main.getName());
    command.addAll(Arrays.asList(args));
    return java(folder, Map.of(), command);
  }

  /**
   * Java with any options, on the tests' class path.
   *
   * @param environment variables beside those of this process, but for Visionlog's
   */
  public static ChildProcess java(
      Path folder, Map<String, String> environment, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(arguments);
    try {
      Path err = Files.createTempFile(folder, "child", ".err");
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("VISIONLOG_"));
      builder.environment().put("XDG_CACHE_HOME", TestPostgres.CACHES.toString());
      builder.environment().putAll(environment);
      return new ChildProcess(builder.start(), err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next line of standard output; null at its end. */
  public @Nullable String readLine() {
    try {
      return process.inputReader(StandardCharsets.UTF_8).readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes to its standard input, which stays open. */
  public void write(String text) {
    try {
      process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nothing more comes on its standard input. */
  public void end() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@code head} does when it has enough. */
  public void closeOutput() {
    try {
      process.getInputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The processes that it has started. */
  public Stream<ProcessHandle> children() {
    return process.children();
  }

  /** Ctrl-C. */
  public void interrupt() {
    signal("INT");
  }

  public void kill() {
    signal("KILL");
    exitCode();
  }

  public int exitCode() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("Still alive after " + PATIENCE_SECONDS + " s: " + err());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public String err() {
    try {
      return Files.readString(err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends in order, as with SIGTERM. */
  @Override
  public void close() {
    process.destroy();
    exitCode();
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
