package dev.visionlog.server.beside;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One run of a program: a child process that ends when this process does, however that ends,
 * because its standard input ends then.
 */
final class BesideProcess {
  private static final int GRACE_SECONDS = 5;

  private final Process process;
  private final BufferedReader output;

  private BesideProcess(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static BesideProcess start(JavaProgram program) throws IOException {
    return new BesideProcess(program.builder().start());
  }

  /** Waits for a line that begins so, and returns the rest of it; empty if it ends instead. */
  Optional<String> awaitLine(String beginning) throws IOException {
    String line = output.readLine();
    while (line != null && !line.startsWith(beginning)) {
      line = output.readLine();
    }
    return Optional.ofNullable(line).map(said -> said.substring(beginning.length()));
  }

  /** Waits for its end and returns its exit code. */
  int awaitExit() throws IOException, InterruptedException {
    output.transferTo(java.io.Writer.nullWriter());
    return process.waitFor();
  }

  /** Ends it; does nothing if it has ended. */
  void stop() throws InterruptedException {
    try (OutputStream input = process.getOutputStream()) {
      input.flush();
    } catch (IOException ended) {
      // It is going already.
    }
    if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
