package dev.visionlog.bridge;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads a stream of events as browsers do (HTML, 9.2.6), and keeps them. One thread feeds it; any
 * thread looks.
 */
public final class SseReader {
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final List<SseEvent> events = new ArrayList<>();
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();
  private String name = "";
  private String data = "";
  private OptionalLong id = OptionalLong.empty();
  private OptionalLong lastId = OptionalLong.empty();

  /** Takes the next bytes of the stream. */
  public void feed(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        take(line.toString(StandardCharsets.UTF_8));
        line.reset();
      } else {
        line.write(bytes[i]);
      }
    }
  }

  private void take(String text) {
    int colon = text.indexOf(':');
    if (text.isEmpty()) {
      dispatch();
    } else if (colon > 0) {
      field(text.substring(0, colon), text.substring(colon + 1).stripLeading());
    }
  }

  private void field(String field, String value) {
    switch (field) {
      case "event" -> name = value;
      case "data" -> data += value;
      case "id" -> id = OptionalLong.of(Long.parseLong(value));
      default -> {
        // Such as the time after which a browser connects again.
      }
    }
  }

  private synchronized void dispatch() {
    if (id.isPresent()) {
      lastId = id;
    }
    if (!data.isEmpty()) {
      events.add(new SseEvent(name, id, data));
      counts.merge(name, 1, Integer::sum);
    }
    name = "";
    data = "";
    id = OptionalLong.empty();
  }

  public synchronized List<SseEvent> events() {
    return List.copyOf(events);
  }

  public synchronized List<SseEvent> events(String wanted) {
    return events.stream().filter(event -> event.name().equals(wanted)).toList();
  }

  public int count(String wanted) {
    return counts.getOrDefault(wanted, 0);
  }

  /** The last one that came. */
  public synchronized OptionalLong lastId() {
    return lastId;
  }
}
