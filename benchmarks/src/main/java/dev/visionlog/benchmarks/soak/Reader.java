package dev.visionlog.benchmarks.soak;

import java.io.IOException;

/** Follows a tail in a thread of its own, and goes on where it was whenever the stream breaks. */
final class Reader implements AutoCloseable {
  private static final long RETRY_MILLIS = 100;

  private final String name;
  private final Stream stream;
  private final Kind kind;
  private final Sightings.Match match;
  private final Sightings sightings;
  private final Thread thread;
  private volatile boolean closed;

  /** Whose order of commits it follows. */
  enum Kind {
    LOGS,
    PREDICTIONS
  }

  /** One way to follow. */
  interface Stream {
    /** Returns, or throws, when the stream has ended. */
    void follow(long afterPosition, Sightings sightings) throws IOException;

    /** Ends the stream, from another thread. */
    void close();
  }

  Reader(String name, Kind kind, Stream stream, Sightings.Match match, Sightings sightings) {
    this.name = name;
    this.kind = kind;
    this.stream = stream;
    this.match = match;
    this.sightings = sightings;
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    while (!closed) {
      try {
        stream.follow(sightings.position(), sightings);
      } catch (IOException | RuntimeException broken) {
        // It is counted, and the next stream goes on.
      }
      sightings.broke();
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY_MILLIS);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  String name() {
    return name;
  }

  Kind kind() {
    return kind;
  }

  Sightings sightings() {
    return sightings;
  }

  TailAccount compare(StoredRows rows) {
    return sightings.compare(name, rows, match);
  }

  /** How many of the rows it has to see. */
  long expected(StoredRows rows, Names names) {
    return rows.count(match, names);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    stream.close();
  }
}
