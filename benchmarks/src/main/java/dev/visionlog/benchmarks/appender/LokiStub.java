package dev.visionlog.benchmarks.appender;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;

/** Takes what is pushed to Loki, says 204, and counts the events by a word that each has once. */
final class LokiStub implements AutoCloseable {
  private final LongAdder events = new LongAdder();
  private final byte[] word;
  private final HttpServer server;

  LokiStub(String word) {
    this.word = word.getBytes(StandardCharsets.UTF_8);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    events.add(count(body));
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private long count(byte[] body) {
    long found = 0;
    for (int at = 0; at <= body.length - word.length; at++) {
      if (body[at] == word[0] && isAt(body, at)) {
        found++;
        at += word.length - 1;
      }
    }
    return found;
  }

  private boolean isAt(byte[] body, int at) {
    for (int i = 1; i < word.length; i++) {
      if (body[at + i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/loki/api/v1/push";
  }

  long events() {
    return events.sum();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
