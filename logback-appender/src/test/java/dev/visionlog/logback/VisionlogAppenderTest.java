package dev.visionlog.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.status.Status;
import dev.visionlog.client.ClientListener.Rejection;
import dev.visionlog.client.ClientListener.Trouble;
import dev.visionlog.client.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class VisionlogAppenderTest {
  private final TestApp app = TestApp.start();

  @AfterEach
  void stop() {
    app.close();
  }

  @Test
  void manyThreads_loseNothingAndKeepTheirOrderAndTheirMdc() throws InterruptedException {
    int threads = 8;
    int each = 2_000;
    List<Thread> started = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      String name = "worker-" + t;
      Thread thread =
          new Thread(
              () -> {
                MDC.put("worker", name);
                for (int i = 0; i < each; i++) {
                  app.log.info("{}", i);
                }
              });
      thread.start();
      started.add(thread);
    }
    for (Thread thread : started) {
      thread.join();
    }
    Map<Object, Integer> next = new HashMap<>();
    app.server
        .entries()
        .forEach(
            entry -> {
              Object worker = entry.extra().get("worker");
              int expected = next.merge(worker, 1, Integer::sum) - 1;
              assertThat(entry.message()).isEqualTo(Integer.toString(expected));
            });
    assertThat(next).hasSize(threads).allSatisfy((w, count) -> assertThat(count).isEqualTo(each));
  }

  @Test
  void stop_duringManyAppendsHurtsNobody() throws InterruptedException {
    AtomicBoolean failed = new AtomicBoolean();
    AtomicBoolean ended = new AtomicBoolean();
    CountDownLatch running = new CountDownLatch(4);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      Thread thread =
          new Thread(
              () -> {
                running.countDown();
                while (!ended.get()) {
                  app.log.info("m {}", 1);
                }
              });
      thread.setUncaughtExceptionHandler((which, error) -> failed.set(true));
      thread.start();
      threads.add(thread);
    }
    running.await();
    for (int i = 0; i < 20; i++) {
      app.appender.stop();
      app.appender.start();
    }
    app.appender.stop();
    ended.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failed).isFalse();
  }

  @Test
  void failureOfTheClient_reachesTheStatusManagerAndNotTheCaller() {
    app.server.failure = new IllegalStateException("broken");
    for (int i = 0; i < 100; i++) {
      app.log.error("m");
    }
    assertThat(app.statuses(Status.WARN)).containsExactly("An event could not be taken");
  }

  @Test
  void failureOfAFilter_doesNotReachTheCaller() {
    app.appender.addFilter(
        new Filter<>() {
          @Override
          public FilterReply decide(ILoggingEvent event) {
            throw new AssertionError("broken filter");
          }
        });
    app.log.info("m");
    assertThat(app.statuses(Status.WARN)).containsExactly("An event could not be taken");
  }

  @Test
  void eventsThatLackEverything_hurtNobody() {
    app.appender.doAppend(new LoggingEvent());
    assertThat(app.statuses(Status.WARN)).containsExactly("An event could not be taken");
  }

  @Test
  void filters_ofLogbackWork() {
    app.appender.addFilter(
        new Filter<>() {
          @Override
          public FilterReply decide(ILoggingEvent event) {
            return event.getMessage().equals("no") ? FilterReply.DENY : FilterReply.NEUTRAL;
          }
        });
    app.log.info("no");
    app.log.info("yes");
    assertThat(app.server.messages()).containsExactly("yes");
  }

  @Test
  void troublesOfTheClient_goToTheStatusManager() {
    app.server.listeners.forEach(
        listener -> listener.trouble(new Trouble(false, "The server does not answer")));
    app.server.listeners.forEach(
        listener -> listener.trouble(new Trouble(true, "The server answers again")));
    assertThat(app.statuses(Status.INFO))
        .containsExactly("The server does not answer", "The server answers again");
  }

  @Test
  void rejections_goToTheStatusManager() {
    app.server.listeners.forEach(
        listener ->
            listener.rejected(List.of(new Rejection(Level.INFO, "Frame", "camera_id: negative"))));
    assertThat(app.statuses(Status.WARN))
        .containsExactly(
            "The server has rejected entries: 1, the first INFO 'Frame': camera_id: negative");
  }

  @Test
  void start_twiceIsOneStart() {
    app.appender.start();
    assertThat(app.server.listeners).hasSize(1);
  }

  @Test
  void stop_givesTheClientBackAndCanBeFollowedByAStart() {
    app.appender.stop();
    assertThat(app.server.closed).isTrue();
    app.log.info("out");
    app.appender.start();
    app.log.info("in");
    assertThat(app.server.messages()).containsExactly("in");
  }

  @Test
  void stats_areThoseOfTheClient() {
    assertThat(new VisionlogAppender().stats()).isEmpty();
    app.log.info("m");
    assertThat(app.appender.stats().orElseThrow().accepted()).isEqualTo(1);
  }
}
