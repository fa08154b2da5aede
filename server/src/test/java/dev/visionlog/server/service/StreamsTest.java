package dev.visionlog.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StreamsTest {
  private final Streams streams = new Streams();

  @Test
  @Timeout(20)
  void drain_waitsUntilAllHaveEnded() throws Exception {
    Drainable[] stream = new Drainable[1];
    stream[0] = () -> CompletableFuture.runAsync(() -> streams.remove(stream[0]));
    streams.add(stream[0]);
    streams.drain(Duration.ofMinutes(1));
  }

  /** A stream may end by itself just then, while it holds a lock that its draining needs. */
  @Test
  void drain_holdsUpNoStreamThatEnds() throws Exception {
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    Drainable[] stream = new Drainable[1];
    stream[0] =
        () -> {
          CompletableFuture<Void> end = CompletableFuture.runAsync(() -> streams.remove(stream[0]));
          try {
            end.get(60, TimeUnit.SECONDS);
            ended.complete(true);
          } catch (TimeoutException stuck) {
            ended.complete(false);
          } catch (Exception error) {
            ended.completeExceptionally(error);
          }
        };
    streams.add(stream[0]);
    streams.drain(Duration.ofMillis(100));
    assertThat(ended.get()).isTrue();
  }

  @Test
  void add_drainsWhatComesLate() throws Exception {
    streams.drain(Duration.ofMillis(1));
    CompletableFuture<Boolean> drained = new CompletableFuture<>();
    streams.add(() -> drained.complete(true));
    assertThat(drained).isCompleted();
  }
}
