package dev.visionlog.server.tail;

import dev.visionlog.server.model.LogEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes so many messages until somebody gives it more room, and keeps what it got. */
final class FakeSink implements TailSink<LogEntry> {

  record Gap(long from, long to, long matched) {}

  private final List<Long> positions = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final List<Long> heartbeats = new ArrayList<>();
  private final List<String> order = new ArrayList<>();
  private long room = Long.MAX_VALUE;
  private int sentWithoutRoom;
  private long lastPosition = -1;
  private @Nullable RuntimeException failure;

  /** A sink that takes everything. */
  static FakeSink open() {
    return new FakeSink();
  }

  /** A sink that takes nothing yet. */
  static FakeSink stalled() {
    FakeSink sink = new FakeSink();
    sink.giveRoom(0);
    return sink;
  }

  /** From now on it takes so many messages. */
  synchronized void giveRoom(long messages) {
    room = messages;
  }

  /** The positions of the entries, in the order in which they came. */
  synchronized List<Long> positions() {
    return List.copyOf(positions);
  }

  synchronized List<Gap> gaps() {
    return List.copyOf(gaps);
  }

  /** The positions that heartbeats named. */
  synchronized List<Long> heartbeats() {
    return List.copyOf(heartbeats);
  }

  /** The kinds of messages, in the order in which they came. */
  synchronized List<String> order() {
    return List.copyOf(order);
  }

  /** How many messages came while there was no room. */
  synchronized int sentWithoutRoom() {
    return sentWithoutRoom;
  }

  /** The position of the last message. */
  synchronized long lastPosition() {
    return lastPosition;
  }

  synchronized @Nullable RuntimeException failure() {
    return failure;
  }

  @Override
  public synchronized boolean isReady() {
    return room > 0;
  }

  @Override
  public synchronized void entries(List<LogEntry> entries, long position) {
    take("entries", position);
    entries.forEach(entry -> positions.add(entry.position()));
  }

  @Override
  public synchronized void gap(long fromPosition, long toPosition, long matched) {
    take("gap", toPosition);
    gaps.add(new Gap(fromPosition, toPosition, matched));
  }

  @Override
  public synchronized void heartbeat(long position, long headPosition) {
    take("heartbeat", position);
    heartbeats.add(position);
  }

  private void take(String kind, long position) {
    if (room <= 0) {
      sentWithoutRoom++;
    }
    room--;
    order.add(kind);
    lastPosition = position;
  }

  @Override
  public synchronized void failed(RuntimeException error) {
    failure = error;
  }
}
