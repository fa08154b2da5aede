package dev.visionlog.server.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.server.VisionlogServer;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code visionlog up} in a JVM of its own, with an embedded PostgreSQL, to be killed. */
public final class ServerProcess implements AutoCloseable {
  private static final Pattern GRPC = Pattern.compile("(?m)^ +gRPC +127\\.0\\.0\\.1:([0-9]+) ");

  private final Path folder;
  private final Path output;
  private final Process process;
  private final ManagedChannel channel;

  private ServerProcess(Path folder, Path output, Process process) {
    this.folder = folder;
    this.output = output;
    this.process = process;
    this.channel = NettyChannelBuilder.forAddress("127.0.0.1", awaitPort()).usePlaintext().build();
  }

  /** Starts it on a folder and returns when it serves. */
  public static ServerProcess start(Path folder, String... flags) {
    try {
      Path output = Files.createTempFile(folder, "server", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command(folder, flags))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder
          .environment()
          .put("XDG_CACHE_HOME", Path.of("target", "cache").toAbsolutePath().toString());
      return new ServerProcess(folder, output, builder.start());
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  private static List<String> command(Path folder, String... flags) {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                VisionlogServer.class.getName(),
                "up",
                "--data-dir",
                folder.resolve("data").toString(),
                "--grpc-port",
                "0"));
    command.addAll(List.of(flags));
    return command;
  }

  private int awaitPort() {
    await().until(() -> GRPC.matcher(output()).find() || !process.isAlive());
    Matcher port = GRPC.matcher(output());
    assertThat(port.find()).as(output()).isTrue();
    return Integer.parseInt(port.group(1));
  }

  /** What it has printed. */
  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  public ManagedChannel channel() {
    return channel;
  }

  /** The pid of its PostgreSQL. */
  public long postmaster() {
    try {
      Path file = folder.resolve("data/postgres/postmaster.pid");
      return Long.parseLong(Files.readAllLines(file).get(0).strip());
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  /** {@code kill -9}; PostgreSQL lives on. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
    channel.shutdownNow();
  }

  /** {@code kill}; returns the exit status. */
  public int terminate() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output()).isTrue();
    return process.exitValue();
  }

  /** Ends it and its PostgreSQL. */
  @Override
  public void close() throws InterruptedException {
    channel.shutdownNow();
    if (process.isAlive()) {
      terminate();
    }
  }
}
