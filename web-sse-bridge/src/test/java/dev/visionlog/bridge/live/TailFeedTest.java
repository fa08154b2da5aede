package dev.visionlog.bridge.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.bridge.SseEvent;
import dev.visionlog.bridge.SseReader;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.TailGap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The buffer that browsers share. The server's messages are the test's. */
class TailFeedTest {
  private static final int SMALL = 20_000;

  private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
  private long position;

  @AfterEach
  void close() {
    executor.shutdownNow();
  }

  @Test
  void reader_thatJoinsAnywhereWhileMuchIsDroppedSeesOrIsToldOfEverything() {
    TailFeed feed = feed(SMALL);
    Random random = new Random(4711);
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              while (!done.get()) {
                feed.message(entries(1 + random.nextInt(5)));
              }
            });
    try {
      for (int joined = 0; joined < 5_000; joined++) {
        joinAndRead(feed);
      }
    } finally {
      done.set(true);
    }
    writer.join();
  }

  /** Joins as far back as it can be, and reads a little. */
  private static void joinAndRead(TailFeed feed) {
    long from = 0;
    FeedMark place = null;
    while (place == null) {
      long head = feed.head().orElseThrow().position();
      from = Math.min(head, Math.max(from + 1, head - 60));
      place = feed.join(from).orElse(null);
    }
    SseReader reader = new SseReader();
    for (int turn = 0; turn < 3; turn++) {
      TailFeed.Delivery delivery = feed.read(place, 500);
      reader.feed(delivery.bytes(), delivery.bytes().length);
      place = delivery.end();
    }
    assertSeamless(reader, from, place.position());
  }

  private static void assertSeamless(SseReader reader, long after, long end) {
    long last = after;
    for (SseEvent event : reader.events()) {
      if (event.name().equals("gap")) {
        assertThat(event.number("from_position")).isEqualTo(last + 1);
        assertThat(event.number("matched_count")).isEqualTo(event.id().getAsLong() - last);
      } else {
        assertThat(event.id()).hasValue(last + 1);
      }
      last = event.id().getAsLong();
    }
    assertThat(end).isEqualTo(last);
  }

  @Test
  void join_waitsUntilTheFeedHasCome() {
    TailFeed feed = feed(SMALL);
    feed.message(entries(3));

    assertThat(feed.join(4)).isEmpty();
    feed.message(entries(3));
    FeedMark place = feed.join(4).orElseThrow();

    SseReader reader = new SseReader();
    TailFeed.Delivery delivery = feed.read(place, SMALL);
    reader.feed(delivery.bytes(), delivery.bytes().length);
    assertThat(reader.count("log")).isEqualTo(2);
    assertSeamless(reader, 4, position);
  }

  @Test
  void read_takesNoMoreThanWasAskedForAndOneEvent() {
    TailFeed feed = feed(1_000_000);
    FeedMark place = feed.head().orElseThrow();
    feed.message(entries(1_000));
    SseReader reader = new SseReader();
    int most = 0;

    while (place.position() < position) {
      TailFeed.Delivery delivery = feed.read(place, 5_000);
      reader.feed(delivery.bytes(), delivery.bytes().length);
      most = Math.max(most, delivery.bytes().length);
      place = delivery.end();
    }

    assertThat(most).isBetween(4_000, 6_000);
    assertThat(reader.count("log")).isEqualTo(1_000);
    assertSeamless(reader, 0, position);
  }

  @Test
  void readers_atTheSamePlaceShareTheBytes() {
    TailFeed feed = feed(1_000_000);
    FeedMark place = feed.head().orElseThrow();
    feed.message(entries(10));
    feed.message(entries(10));

    TailFeed.Delivery first = feed.read(place, 100_000);
    TailFeed.Delivery second = feed.read(place, 100_000);

    assertThat(second).isSameAs(first);
    feed.message(entries(10));
    assertThat(feed.read(place, 100_000).bytes().length).isGreaterThan(first.bytes().length);
    assertThat(feed.read(first.end(), 100_000).bytes().length).isLessThan(first.bytes().length);
  }

  @Test
  void gap_ofTheServerThatIsDroppedIsCountedToo() {
    TailFeed feed = feed(SMALL);
    FeedMark place = feed.head().orElseThrow();
    feed.message(entries(3));
    TailGap gap =
        TailGap.newBuilder().setFromPosition(4).setToPosition(103).setMatchedCount(100).build();
    feed.message(new TailMessage(List.of(), Optional.of(gap), 103));
    position = 103;
    feed.message(entries(1_000));
    feed.message(entries(1));

    SseReader reader = new SseReader();
    TailFeed.Delivery delivery = feed.read(place, 1_000_000);
    reader.feed(delivery.bytes(), delivery.bytes().length);

    assertThat(reader.count("gap")).isEqualTo(1);
    assertSeamless(reader, 0, position);
  }

  /** One that has begun, at position 0. */
  private TailFeed feed(long limitBytes) {
    TailFeed feed =
        new TailFeed(
            (resume, call) -> {
              throw new AssertionError("is not started");
            },
            "",
            () -> limitBytes,
            executor);
    feed.message(new TailMessage(List.of(), Optional.empty(), 0));
    return feed;
  }

  private TailMessage entries(int count) {
    List<TailMessage.Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      position++;
      events.add(
          new LogEvents.Whole(
              LogEntry.newBuilder()
                  .setPosition(position)
                  .setId(position)
                  .setLevel(LogLevel.INFO)
                  .setMessage("m".repeat(100))
                  .build()));
    }
    return new TailMessage(events, Optional.empty(), position);
  }
}
