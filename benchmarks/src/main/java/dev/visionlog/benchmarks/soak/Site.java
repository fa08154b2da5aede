package dev.visionlog.benchmarks.soak;

import com.google.protobuf.FieldMask;
import dev.visionlog.testing.TcpProxy;
import dev.visionlog.v1.Retention;
import dev.visionlog.v1.Settings;
import dev.visionlog.v1.SettingsServiceGrpc;
import dev.visionlog.v1.UpdateSettingsRequest;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A server with its database, a bridge, and the wire to the server that everybody uses. For the
 * thread that made it, but for {@link #bridgePort} and {@link #close}.
 */
final class Site implements AutoCloseable {
  private static final Pattern GRPC = Pattern.compile("gRPC +127.0.0.1:(\\d+)");
  private static final Pattern PAGE = Pattern.compile("page is at http://[^:]+:(\\d+)");

  private final Path folder;
  private final Commands commands;
  private final Optional<SmallDisk> disk;
  private final Postgres postgres;
  private final TcpProxy wire;
  private Program server;
  private Program bridge;
  private int serverPort;
  private volatile int bridgePort;

  /** Starts all of it. */
  Site(Path folder, Commands commands, int diskMegabytes) throws IOException, InterruptedException {
    this.folder = folder;
    this.commands = commands;
    Path data = Files.createDirectories(folder.resolve("data"));
    disk = diskMegabytes == 0 ? Optional.empty() : SmallDisk.mount(data, diskMegabytes);
    postgres = new Postgres(data);
    server = launchServer();
    keepImages();
    wire = new TcpProxy(serverPort);
    bridge = launchBridge();
  }

  /** However little the disk has left: whether they are all there is what is to be found out. */
  private void keepImages() {
    ManagedChannel channel = Channels.open(direct());
    try {
      SettingsServiceGrpc.newBlockingStub(channel)
          .updateSettings(
              UpdateSettingsRequest.newBuilder()
                  .setSettings(
                      Settings.newBuilder()
                          .setRetention(Retention.newBuilder().setImageMinFreeBytes(0)))
                  .setUpdateMask(FieldMask.newBuilder().addPaths("retention.image_min_free_bytes"))
                  .build());
    } finally {
      channel.shutdownNow();
    }
  }

  /** After it has ended: on the same port, which the wire leads to. */
  void startServer() throws IOException, InterruptedException {
    server = launchServer();
  }

  private Program launchServer() throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("--data-dir", folder.resolve("data").toString()));
    arguments.addAll(List.of("--grpc-port", Integer.toString(serverPort), "--web-port", "0"));
    // Small, so that a reader who sleeps for a while gets a gap.
    arguments.addAll(List.of("--images-min-free", "16MiB", "--tail-buffer", "1MiB"));
    Program started =
        Program.start(
            folder.resolve("server.log"), commands.environment(), commands.server(), arguments);
    serverPort = Integer.parseInt(started.await(GRPC));
    return started;
  }

  /** After it has ended. */
  void startBridge() throws IOException, InterruptedException {
    bridge = launchBridge();
  }

  private Program launchBridge() throws IOException, InterruptedException {
    List<String> arguments =
        List.of("--port", Integer.toString(bridgePort), "--server", wire.address());
    Program started =
        Program.start(
            folder.resolve("bridge.log"), commands.environment(), commands.bridge(), arguments);
    bridgePort = Integer.parseInt(started.await(PAGE));
    return started;
  }

  Program server() {
    return server;
  }

  Program bridge() {
    return bridge;
  }

  /** Where the server is, without the wire that faults are on. */
  String direct() {
    return "127.0.0.1:" + serverPort;
  }

  TcpProxy wire() {
    return wire;
  }

  int bridgePort() {
    return bridgePort;
  }

  Postgres postgres() {
    return postgres;
  }

  /** Empty if this user may not mount one. */
  Optional<SmallDisk> disk() {
    return disk;
  }

  @Override
  public void close() throws IOException {
    bridge.terminate();
    server.terminate();
    wire.close();
    if (disk.isPresent()) {
      disk.get().close();
    }
  }
}
