package dev.visionlog.benchmarks.sse;

import dev.visionlog.benchmarks.figures.Arrivals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Many browsers, read by one thread. For the thread that opened them, which closes them. */
final class Browsers implements AutoCloseable {
  private static final int BUFFER_BYTES = 256 * 1024;
  private static final Duration BEGIN_WITHIN = Duration.ofSeconds(60);

  private final List<Browser> all = new ArrayList<>();
  private final Selector selector;
  private final Thread thread = new Thread(this::run, "browsers");
  private volatile Arrivals arrivals = new Arrivals(0, 0);
  private volatile boolean closed;

  /** Opens so many, of which some stop to read, and waits until the tails of all have begun. */
  Browsers(int port, int count, int stalled) throws IOException, InterruptedException {
    selector = Selector.open();
    InetSocketAddress bridge = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    for (int i = 0; i < count; i++) {
      Browser browser = new Browser(bridge, i < stalled);
      browser.channel().register(selector, SelectionKey.OP_READ, browser);
      all.add(browser);
    }
    thread.setDaemon(true);
    thread.start();
    if (!await(Browser::hasBegun, BEGIN_WITHIN)) {
      throw new IllegalStateException("Not all tails have begun");
    }
  }

  /** From now on latencies are counted there. */
  void measure(Arrivals current) {
    arrivals = current;
  }

  /** Those that read. */
  List<Browser> readers() {
    return all.stream().filter(browser -> !browser.stalls()).toList();
  }

  /** Waits until all that read have seen this position; false if they have not in time. */
  boolean awaitPosition(long position, Duration most) throws InterruptedException {
    return await(browser -> browser.stalls() || browser.position() >= position, most);
  }

  private boolean await(Predicate<Browser> condition, Duration most) throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    while (!all.stream().allMatch(condition)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(20);
    }
    return true;
  }

  private void run() {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    try {
      while (!closed) {
        selector.select(
            key -> {
              Browser browser = (Browser) key.attachment();
              if (!browser.read(buffer, arrivals)) {
                key.interestOps(0);
              }
            });
      }
    } catch (ClosedSelectorException end) {
      // The browsers are being closed.
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    selector.close();
    for (Browser browser : all) {
      browser.channel().close();
    }
  }
}
