package dev.visionlog.server.web;

import dev.visionlog.server.config.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the bridge running beside the server, in a process of its own: however many browsers there
 * are, they take no memory from the way in. If it ends, it is started again; the server never waits
 * for it.
 */
public final class WebBridge implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebBridge.class);

  /** From what the start script starts the bridge, and with which options of its JVM. */
  private static final String CLASS_PATH = "visionlog.web.classpath";

  private static final String OPTIONS = "visionlog.web.options";
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** One that ran for so long was all right: the next pause is the shortest again. */
  private static final Duration STABLE = Duration.ofSeconds(30);

  private final String classPath;
  private final Settings.Web settings;
  private final String server;
  private final Thread thread = new Thread(this::run, "web-bridge");
  private final CountDownLatch firstTry = new CountDownLatch(1);
  private volatile Optional<String> address = Optional.empty();
  private volatile @Nullable WebProcess current;
  private volatile boolean closed;

  private WebBridge(String classPath, Settings.Web settings, String server) {
    this.classPath = classPath;
    this.settings = settings;
    this.server = server;
    thread.setDaemon(true);
  }

  /**
   * Starts it, unless it is turned off or this process was not started by the script that knows
   * where it is.
   *
   * @param server the gRPC service, {@code host:port}
   */
  public static Optional<WebBridge> start(Settings.Web settings, String server) {
    String classPath = System.getProperty(CLASS_PATH);
    if (settings.port() == 0 || classPath == null) {
      return Optional.empty();
    }
    WebBridge bridge = new WebBridge(classPath, settings, server);
    bridge.thread.start();
    return Optional.of(bridge);
  }

  /** The page's address, once it is there; empty if it could not be started or takes too long. */
  public Optional<String> address(Duration patience) throws InterruptedException {
    firstTry.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    return address;
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    try {
      while (!closed) {
        long startedAt = System.nanoTime();
        runOnce();
        pause = System.nanoTime() - startedAt > STABLE.toNanos() ? FIRST_PAUSE : pause;
        if (!closed) {
          LOG.warn("The web page is not served; next try in {} s", pause.toSeconds());
          // Ended by close(), which interrupts this thread.
          TimeUnit.MILLISECONDS.sleep(pause.toMillis());
          pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        }
      }
    } catch (InterruptedException stop) {
      // Closed; the thread ends.
    }
  }

  private void runOnce() throws InterruptedException {
    try {
      List<String> options = List.of(System.getProperty(OPTIONS, "-Xmx256m").split(" "));
      WebProcess process = WebProcess.start(classPath, options, settings, server);
      current = process;
      address = process.awaitAddress();
      firstTry.countDown();
      process.awaitExit();
    } catch (IOException error) {
      LOG.warn("The web page's process failed", error);
    } finally {
      firstTry.countDown();
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    WebProcess process = current;
    try {
      if (process != null) {
        process.stop();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
