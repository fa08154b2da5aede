package dev.visionlog.bridge;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A browser's side of a stream of events: HTTP/1.1 on a socket of its own, so that a test decides
 * when it reads. For all threads.
 */
public final class SseClient implements AutoCloseable {
  private static final int BUFFER_BYTES = 4096;
  private static final int PATIENCE_SECONDS = 60;

  private final Socket socket = new Socket();
  private final SseReader reader = new SseReader();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final CompletableFuture<List<String>> head = new CompletableFuture<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private boolean reading = true;

  /**
   * Connects.
   *
   * @param path with the query
   * @param lastEventId what a browser sends that connects again
   * @param narrow whether the socket takes only a little ahead of what is read
   */
  public SseClient(int port, String path, OptionalLong lastEventId, boolean narrow) {
    try {
      if (narrow) {
        socket.setReceiveBufferSize(BUFFER_BYTES);
      }
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      String request = request(port, path, lastEventId);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
    Thread thread = new Thread(this::read, "sse-client");
    thread.setDaemon(true);
    thread.start();
  }

  private static String request(int port, String path, OptionalLong lastEventId) {
    StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
    request.append("Host: localhost:").append(port).append("\r\n");
    if (lastEventId.isPresent()) {
      request.append("Last-Event-ID: ").append(lastEventId.getAsLong()).append("\r\n");
    }
    return request.append("\r\n").toString();
  }

  /** The answer's status; waits for it. */
  public int status() {
    return Integer.parseInt(head().get(0).split(" ")[1]);
  }

  /** A header of the answer; empty if it is not there. */
  public String header(String name) {
    String start = name + ": ";
    return head().stream()
        .filter(line -> line.regionMatches(true, 0, start, 0, start.length()))
        .findFirst()
        .map(line -> line.substring(start.length()))
        .orElse("");
  }

  /** All of an answer that ends. */
  public String body() {
    awaitEnd();
    return body.toString(StandardCharsets.UTF_8);
  }

  /** Waits until the other side has ended the answer or the connection. */
  public void awaitEnd() {
    try {
      if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("The answer has no end");
      }
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  public boolean isOver() {
    return over.getCount() == 0;
  }

  public List<SseEvent> events() {
    return reader.events();
  }

  public List<SseEvent> events(String name) {
    return reader.events(name);
  }

  public int count(String name) {
    return reader.count(name);
  }

  /** Where this browser would resume. */
  public OptionalLong lastEventId() {
    return reader.lastId();
  }

  /** Takes nothing more off the wire. */
  public synchronized void stopReading() {
    reading = false;
  }

  /** Goes on. */
  public synchronized void readOn() {
    reading = true;
    notifyAll();
  }

  private synchronized void awaitReading() throws InterruptedException {
    while (!reading) {
      wait();
    }
  }

  private List<String> head() {
    return head.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  private void read() {
    try (InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES)) {
      head.complete(readHead(in));
      if (header("transfer-encoding").equals("chunked")) {
        readChunks(in);
      } else {
        take(in, Integer.parseInt(header("content-length")));
      }
    } catch (IOException cut) {
      head.completeExceptionally(cut);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      over.countDown();
    }
  }

  private static List<String> readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      head.append(line).append('\n');
    }
    return head.toString().lines().toList();
  }

  private void readChunks(InputStream in) throws IOException, InterruptedException {
    for (int length = chunk(in); length > 0; length = chunk(in)) {
      take(in, length);
      line(in);
    }
  }

  private static int chunk(InputStream in) throws IOException {
    return Integer.parseInt(line(in), 16);
  }

  private void take(InputStream in, int length) throws IOException, InterruptedException {
    boolean stream = status() == 200;
    byte[] bytes = new byte[BUFFER_BYTES];
    int left = length;
    while (left > 0) {
      awaitReading();
      int read = in.read(bytes, 0, Math.min(left, bytes.length));
      if (read < 0) {
        throw new EOFException();
      }
      left -= read;
      if (stream) {
        reader.feed(bytes, read);
      } else {
        body.write(bytes, 0, read);
      }
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /** As a browser does whose tab is closed. */
  @Override
  public void close() {
    readOn();
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // As it should be.
    }
  }
}
