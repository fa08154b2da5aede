package dev.visionlog.benchmarks.sse;

import dev.visionlog.benchmarks.figures.Arrivals;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** One stream of events, by a socket that never blocks. For the thread of {@link Browsers}. */
final class Browser {
  private static final int NARROW_BYTES = 4096;

  private final SocketChannel channel;
  private final boolean stalls;
  private final EventScanner scanner = new EventScanner(this::event);
  private Arrivals arrivals = new Arrivals(0, 0);
  private long now;
  private volatile long position = -1;
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong missed = new AtomicLong();

  /**
   * Connects, and asks for the tail.
   *
   * @param stalls whether it stops to read when the tail has begun
   */
  Browser(InetSocketAddress bridge, boolean stalls) throws IOException {
    this.stalls = stalls;
    channel = SocketChannel.open();
    if (stalls) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, NARROW_BYTES);
    }
    channel.connect(bridge);
    String request =
        "GET /api/logs/tail HTTP/1.1\r\nHost: localhost:" + bridge.getPort() + "\r\n\r\n";
    channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
    channel.configureBlocking(false);
  }

  SocketChannel channel() {
    return channel;
  }

  /**
   * Takes what there is.
   *
   * @return whether it wants to go on
   */
  boolean read(ByteBuffer buffer, Arrivals current) {
    arrivals = current;
    now = System.nanoTime();
    buffer.clear();
    try {
      if (channel.read(buffer) < 0) {
        return false;
      }
      scanner.scan(buffer.flip());
    } catch (IOException reset) {
      return false;
    }
    return !(stalls && hasBegun());
  }

  private void event(long id) {
    if (position >= 0 && id > position) {
      events.incrementAndGet();
      missed.addAndGet(id - position - 1);
      arrivals.seen(id, now);
    }
    position = id;
  }

  boolean stalls() {
    return stalls;
  }

  boolean hasBegun() {
    return position >= 0;
  }

  /** The last one that came. */
  long position() {
    return position;
  }

  /** How many entries, or gaps, have come. */
  long events() {
    return events.get();
  }

  /** How many positions were passed over. */
  long missed() {
    return missed.get();
  }
}
