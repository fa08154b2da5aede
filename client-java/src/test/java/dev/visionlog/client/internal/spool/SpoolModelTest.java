package dev.visionlog.client.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.client.DropReason;
import dev.visionlog.client.internal.Batch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does at random what a client does, crashes too, and compares the spool with a list in memory. A
 * failure prints {@code -Dspool.seed=…}, which repeats it; {@code -Dspool.runs} makes more runs.
 */
class SpoolModelTest {

  private static final int RUNS = Integer.getInteger("spool.runs", 40);
  private static final int STEPS = 300;

  @TempDir(factory = FastDisk.class)
  Path temp;

  @Test
  void spool_doesWhatAListInMemoryDoes() throws IOException {
    Long given = Long.getLong("spool.seed");
    long first = given == null ? System.nanoTime() : given;
    for (int run = 0; run < (given == null ? RUNS : 1); run++) {
      long seed = first + run;
      try {
        new Run(seed, temp.resolve("run" + run)).play();
      } catch (AssertionError | RuntimeException | IOException e) {
        throw new AssertionError("repeat it with -Dspool.seed=" + seed, e);
      }
    }
  }

  /** One spool and the list. */
  private static final class Run {
    private final Random random;
    private final Path place;
    private int places;
    private SpoolKit kit;
    private Spool spool;

    private final Deque<Known> unread = new ArrayDeque<>();
    private final Deque<Known> sent = new ArrayDeque<>();
    private long last;
    private long acknowledged;
    private long full;
    private long expired;

    private record Known(Batch batch, Instant appended) {}

    Run(long seed, Path place) throws IOException {
      this.random = new Random(seed);
      this.place = place;
      this.kit = new SpoolKit(place.resolve("0"));
      kit.maxBytes = 4_000 + random.nextInt(40_000);
      kit.segmentBytes = 200 + random.nextInt(6_000);
      this.spool = kit.open();
    }

    void play() throws IOException {
      for (int step = 0; step < STEPS; step++) {
        step();
        compare();
        if (step % 10 == 0) {
          assertThat(spool.bytes()).isEqualTo(52 + sizeOfSegments());
        }
      }
      drain();
      spool.close();
    }

    private void step() throws IOException {
      int dice = random.nextInt(100);
      if (dice < 45) {
        append();
      } else if (dice < 65) {
        next();
      } else if (dice < 77) {
        acknowledge();
      } else if (dice < 84) {
        tick();
      } else if (dice < 88) {
        direct();
      } else if (dice < 91) {
        kit.clock.advance(Duration.ofHours(random.nextInt(60)));
      } else if (dice < 95) {
        reopen();
      } else if (dice < 99) {
        crash();
      } else {
        crashOfTheMachine();
      }
    }

    private void append() throws IOException {
      int size = random.nextInt(20) == 0 ? random.nextInt(3_000) : random.nextInt(300);
      Batch batch = SpoolKit.batch(last + 1, size);
      last++;
      try {
        spool.append(batch);
        unread.add(new Known(batch, kit.clock.instant()));
      } catch (SpoolFullException e) {
        // What is being sent takes the room.
        assertThat(sent).isNotEmpty();
      }
      full += forget(DropReason.SPOOL_FULL, full);
    }

    /** The oldest unread batches are gone, as many as the listener was told of. */
    private long forget(DropReason reason, long before) {
      long gone = kit.listener.evicted(reason) - before;
      long left = gone;
      while (left > 0) {
        Known known = unread.remove();
        left -= known.batch().entries();
        if (reason == DropReason.SPOOL_EXPIRED) {
          assertThat(Duration.between(known.appended(), kit.clock.instant()))
              .isGreaterThanOrEqualTo(SpoolKit.MAX_AGE);
        }
      }
      assertThat(left).isZero();
      return gone;
    }

    private void next() {
      Known expected = unread.poll();
      assertThat(spool.hasUnread()).isEqualTo(expected != null);
      assertThat(spool.next()).isEqualTo(expected == null ? null : expected.batch());
      if (expected != null) {
        sent.add(expected);
      }
    }

    private void acknowledge() {
      if (sent.isEmpty()) {
        return;
      }
      List<Known> candidates = new ArrayList<>(sent);
      long upTo = candidates.get(random.nextInt(candidates.size())).batch().number();
      if (random.nextInt(10) == 0) {
        upTo += random.nextInt(5);
      }
      acknowledgeUpTo(upTo);
    }

    private void acknowledgeUpTo(long number) {
      spool.acknowledge(number);
      acknowledged = Math.max(acknowledged, Math.min(number, last));
      sent.removeIf(known -> known.batch().number() <= acknowledged);
      unread.removeIf(known -> known.batch().number() <= acknowledged);
    }

    private void tick() {
      spool.tick();
      expired += forget(DropReason.SPOOL_EXPIRED, expired);
      Known oldest = unread.peek();
      if (oldest != null) {
        assertThat(Duration.between(oldest.appended(), kit.clock.instant()))
            .isLessThan(SpoolKit.MAX_AGE.plus(SpoolKit.MAX_AGE.dividedBy(8)));
      }
    }

    private void direct() {
      last++;
      spool.noteNumber(last);
    }

    private void reopen() throws IOException {
      UUID writer = spool.writerId();
      spool.close();
      if (random.nextBoolean()) {
        kit.reboot();
      }
      spool = kit.open();
      assertThat(spool.writerId()).isEqualTo(writer);
      sendAgain();
    }

    private void crash() throws IOException {
      UUID writer = spool.writerId();
      moveToCopy();
      spool = kit.open();
      assertThat(spool.writerId()).isEqualTo(writer);
      sendAgain();
      skipAcknowledged();
    }

    private void crashOfTheMachine() throws IOException {
      moveToCopy();
      kit.reboot();
      Spool leftOver = kit.openLeftOver().orElse(null);
      Spool next = kit.open();
      assertThat(next.lastNumber()).isZero();
      spool = leftOver == null ? next : leftOver;
      sendAgain();
      if (leftOver != null) {
        skipAcknowledged();
        drain();
        leftOver.discard();
      }
      assertThat(unread).isEmpty();
      assertThat(kit.openLeftOver()).isEmpty();
      spool = next;
      last = 0;
      acknowledged = 0;
    }

    private void moveToCopy() throws IOException {
      places++;
      SpoolKit copy = kit.copyTo(place.resolve(String.valueOf(places)));
      copy.clock.advance(Duration.between(copy.clock.instant(), kit.clock.instant()));
      spool.close();
      kit = copy;
      full = 0;
      expired = 0;
    }

    private void sendAgain() {
      while (!sent.isEmpty()) {
        unread.addFirst(sent.removeLast());
      }
    }

    /** What was acknowledged since the last tick may be there again, byte for byte. */
    private void skipAcknowledged() {
      long stale = spool.entries();
      for (Known known : unread) {
        stale -= known.batch().entries();
      }
      assertThat(stale).isNotNegative();
      boolean read = random.nextBoolean();
      while (read && stale > 0) {
        Batch batch = Objects.requireNonNull(spool.next());
        assertThat(batch.number()).isLessThanOrEqualTo(acknowledged);
        assertThat(batch).isEqualTo(SpoolKit.batch(batch.number(), batch.body().length));
        stale -= batch.entries();
      }
      spool.acknowledge(acknowledged);
    }

    private void drain() {
      while (!unread.isEmpty()) {
        next();
      }
      assertThat(spool.next()).isNull();
      if (!sent.isEmpty()) {
        acknowledgeUpTo(sent.getLast().batch().number());
      }
      assertThat(spool.isEmpty()).isTrue();
    }

    private void compare() {
      long entries = 0;
      for (Known known : unread) {
        entries += known.batch().entries();
      }
      for (Known known : sent) {
        entries += known.batch().entries();
      }
      assertThat(spool.entries()).isEqualTo(entries);
      assertThat(spool.isEmpty()).isEqualTo(unread.isEmpty() && sent.isEmpty());
      assertThat(spool.lastNumber()).isEqualTo(last);
      assertThat(spool.bytes()).isLessThanOrEqualTo(kit.maxBytes);
      assertThat(kit.listener.damages()).isEmpty();
    }

    private long sizeOfSegments() throws IOException {
      long size = 0;
      for (Path file : kit.files(".seg")) {
        size += Files.size(file);
      }
      return size;
    }
  }
}
