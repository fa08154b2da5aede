package dev.visionlog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.server.VisionlogServer;
import dev.visionlog.testing.ChildProcess;
import dev.visionlog.testing.TestPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The server is killed as by {@code kill -9} in the middle of everything, and started again. */
class KilledServerIT {
  private static final int PART = 15_000;
  private static final int TOTAL = 3 * PART;
  private static final long BASE = System.currentTimeMillis() - Duration.ofHours(1).toMillis();

  private final Path folder = TestPostgres.folder("killed-server");
  private final int port = freePort();
  private ChildProcess server = start();

  @AfterEach
  void stop() {
    server.close();
    TestPostgres.delete(folder);
  }

  @Test
  void importAndTail_goOnOverKills() throws IOException {
    CliRun tail = cli();
    CompletableFuture<Integer> tailEnd =
        tail.start("tail", "--json", "--count", Integer.toString(TOTAL));
    await().until(() -> tail.err().contains("Connected"));
    Pipe pipe = Pipe.open();
    OutputStream lines = Channels.newOutputStream(pipe.sink());
    CliRun writer = cli().input(Channels.newInputStream(pipe.source()));
    CompletableFuture<Integer> writerEnd = writer.start("import", "--json", "-");

    for (int part = 0; part < 2; part++) {
      int from = part * PART;
      CompletableFuture<Void> written =
          CompletableFuture.runAsync(() -> write(lines, from, from + PART));
      await()
          .pollInterval(Duration.ofMillis(5))
          .until(() -> tail.out().length() > 0 && tail.lines().size() > from + PART / 10);
      server.kill();
      server = start();
      written.join();
    }
    write(lines, 2 * PART, TOTAL);
    lines.close();

    assertThat(writerEnd.join()).as(writer::err).isZero();
    assertThat(tailEnd.join()).as(tail::err).isZero();
    assertThat(writer.json().number("lines_read")).isEqualTo(TOTAL);
    assertThat(writer.json().number("entries_stored")).isEqualTo(TOTAL);
    assertThat(writer.json().number("entries_unanswered")).isZero();
    assertThat(writer.json().number("batches_resent")).isPositive();
    assertThat(messages(tail)).isEqualTo(numbers());
    assertThat(messages(run("query", "--json", "--order", "asc", "--limit", "0")))
        .isEqualTo(numbers());
    assertThat(run("stats", "--json").json().number("total_count")).isEqualTo(TOTAL);
    assertThat(run("writers", "--json").json().list("writers"))
        .singleElement()
        .matches(account -> account.number("stored_entries") == TOTAL)
        .matches(account -> account.number("missing_batches") == 0);
    assertThat(tail.err()).contains("Connection lost", "Connected again");
    assertThat(writer.err()).contains("nothing is lost").doesNotContain("Exception");
  }

  private CliRun cli() {
    return new CliRun().systemClock().server("127.0.0.1:" + port);
  }

  private CliRun run(String... args) {
    CliRun cli = cli();
    assertThat(cli.run(args)).as(cli::err).isZero();
    return cli;
  }

  private ChildProcess start() {
    ChildProcess started =
        ChildProcess.start(
            folder,
            VisionlogServer.class,
            "up",
            "--data-dir",
            folder.resolve("data").toString(),
            "--grpc-port",
            Integer.toString(port));
    String line = started.readLine();
    while (line != null && !line.contains("is up")) {
      line = started.readLine();
    }
    assertThat(line).as(started::err).isNotNull();
    return started;
  }

  private static void write(OutputStream out, int from, int to) {
    try {
      for (int i = from; i < to; i += 100) {
        String lines =
            IntStream.range(i, i + 100)
                .mapToObj(n -> "{\"time\":%d,\"message\":\"%d\"}\n".formatted(millis(n), n))
                .collect(Collectors.joining());
        out.write(lines.getBytes(StandardCharsets.UTF_8));
      }
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Within the last day, in the order of the numbers. */
  private static long millis(int number) {
    return BASE + number;
  }

  private static List<String> messages(CliRun cli) {
    return cli.jsonLines().stream().map(entry -> entry.text("message")).toList();
  }

  private static List<String> numbers() {
    return IntStream.range(0, TOTAL).mapToObj(Integer::toString).toList();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
