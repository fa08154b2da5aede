package dev.visionlog.server;

import dev.visionlog.server.beside.DemoCamera;
import dev.visionlog.server.beside.WebBridge;
import dev.visionlog.server.config.LoadedSettings;
import dev.visionlog.server.config.Settings;
import dev.visionlog.server.store.postgres.Migrations;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code visionlog up}: starts everything, says where it is, and stops in order on SIGINT or
 * SIGTERM.
 */
final class UpCommand {
  private static final Logger LOG = LoggerFactory.getLogger(UpCommand.class);

  private static final Duration PAGE_WITHIN = Duration.ofSeconds(15);

  private final LoadedSettings loaded;
  private final PrintStream out;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean inOrder;

  UpCommand(LoadedSettings loaded, PrintStream out) {
    this.loaded = loaded;
    this.out = out;
  }

  /** Returns when the server has been stopped. */
  int run() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndWait, "shutdown"));
    Settings settings = loaded.settings();
    loaded.chosen().forEach(line -> LOG.info("{}", line));
    try (OpenDatabase open = OpenDatabase.of(settings)) {
      new Migrations(open.database().dataSource()).up();
      try (RunningServer server = new RunningServer(settings, open.database(), Clock.systemUTC())) {
        serve(settings, server, open);
      }
      inOrder = true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      LOG.info("Stopped");
      stopped.countDown();
    }
    return 0;
  }

  private void serve(Settings settings, RunningServer server, OpenDatabase open)
      throws InterruptedException {
    String address = settings.grpc().host() + ":" + server.port();
    Optional<WebBridge> web = WebBridge.start(settings.web(), address);
    Optional<DemoCamera> demo = DemoCamera.start(settings.demo(), address);
    try {
      new Banner(out, settings, server, open, page(web)).print();
      stop.await();
      LOG.info("Stopping");
    } finally {
      demo.ifPresent(DemoCamera::close);
      web.ifPresent(WebBridge::close);
    }
  }

  /** The page's address, if there is one in time. */
  private static Optional<String> page(Optional<WebBridge> web) throws InterruptedException {
    return web.isEmpty() ? Optional.empty() : web.get().address(PAGE_WITHIN);
  }

  /**
   * The JVM ends when its shutdown hooks have: so they wait. Its status would be that of a signal,
   * which service managers take for a failure.
   */
  private void stopAndWait() {
    stop.countDown();
    try {
      stopped.await();
      if (inOrder) {
        Runtime.getRuntime().halt(0);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
