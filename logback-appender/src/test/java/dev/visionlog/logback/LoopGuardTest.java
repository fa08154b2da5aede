package dev.visionlog.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import dev.visionlog.client.internal.ClientThread;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

class LoopGuardTest {
  private final TestApp app = TestApp.start();

  @AfterEach
  void stop() {
    app.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.grpc",
        "io.grpc.internal.ManagedChannelImpl",
        "io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoop",
        "io.netty.util.ResourceLeakDetector",
        "dev.visionlog.client.VisionlogClient",
        "dev.visionlog.logback.Running"
      })
  void events_ofTheWayToTheServerAreKeptOut(String logger) {
    app.logger(logger).error("About ourselves");
    assertThat(app.server.taken).isEmpty();
    assertThat(app.appender.refused()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"io.grpcurl", "io", "dev.visionlog.server.Lane", "com.acme.io.grpc"})
  void events_ofOthersAreTaken(String logger) {
    app.logger(logger).info("m");
    assertThat(app.server.taken).hasSize(1);
    assertThat(app.appender.refused()).isZero();
  }

  @Test
  void events_ofTheClientsThreadsAreKeptOut() throws InterruptedException {
    Thread thread = new ClientThread(() -> app.log.error("Cannot connect"), "visionlog-test");
    thread.start();
    thread.join();
    assertThat(app.server.taken).isEmpty();
    assertThat(app.appender.refused()).isEqualTo(1);
  }

  @Test
  void events_fromWithinAnEventAreKeptOut() {
    Object chatty =
        new Object() {
          @Override
          public String toString() {
            app.log.info("I am asked for my text: {}", this);
            return "chatty";
          }
        };
    app.log.info("Hello {}", chatty);
    assertThat(app.server.messages()).containsExactly("Hello chatty");
    assertThat(app.appender.refused()).isEqualTo(1);
    app.log.info("The next one");
    assertThat(app.server.messages()).endsWith("The next one");
  }

  @Test
  void events_ofOtherThreadsAreTakenMeanwhile() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    Object slow =
        new Object() {
          @Override
          public String toString() {
            asked.countDown();
            try {
              answer.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return "slow";
          }
        };
    Thread stuck = new Thread(() -> app.log.info("{}", slow));
    stuck.start();
    asked.await();
    app.log.info("Nobody waits for it");
    assertThat(app.server.messages()).containsExactly("Nobody waits for it");
    answer.countDown();
    stuck.join();
    assertThat(app.server.messages()).containsExactly("Nobody waits for it", "slow");
  }

  @Test
  void events_ofGrpcAreKeptOutAlsoWhenTheyComeThroughJul() {
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    FakeConnection server = new FakeConnection();
    VisionlogAppender appender = new VisionlogAppender(settings -> server);
    appender.setContext(root.getLoggerContext());
    appender.start();
    root.addAppender(appender);
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    try {
      jul("io.grpc.internal.ManagedChannelOrphanWrapper").severe("Channel was not shut down");
      assertThat(server.taken).isEmpty();
      assertThat(appender.refused()).isEqualTo(1);
      jul("com.acme.Jul").severe("Of the application");
      assertThat(server.messages()).containsExactly("Of the application");
    } finally {
      SLF4JBridgeHandler.uninstall();
      root.detachAppender(appender);
      appender.stop();
    }
  }

  private static java.util.logging.Logger jul(String name) {
    java.util.logging.Logger logger = java.util.logging.Logger.getLogger(name);
    LogManager.getLogManager().addLogger(logger);
    return logger;
  }
}
