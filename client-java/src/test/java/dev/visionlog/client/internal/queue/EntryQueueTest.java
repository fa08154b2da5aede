package dev.visionlog.client.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visionlog.client.internal.queue.EntryQueue.Admission;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EntryQueueTest {
  private static final int HIGHEST = EntryQueue.RANKS - 1;

  private final AtomicInteger bells = new AtomicInteger();

  private EntryQueue<String> queue(int capacity, long bytes, boolean byRank) {
    return new EntryQueue<>(capacity, bytes, byRank, bells::incrementAndGet);
  }

  @Test
  void poll_givesItemsInTheirOrder() {
    EntryQueue<String> queue = queue(10, 1_000, false);
    queue.offer("a", 0, 1);
    queue.offer("b", 0, 7);
    assertThat(queue.poll()).isEqualTo("a");
    assertThat(queue.poll()).isEqualTo("b");
    assertThat(queue.takenWeight()).isEqualTo(7);
    assertThat(queue.poll()).isNull();
  }

  @Test
  void offer_isBoundedByCountUntilReleased() {
    EntryQueue<String> queue = queue(2, 1_000, false);
    queue.offer("a", 0, 1);
    queue.offer("b", 0, 1);
    assertThat(queue.offer("c", 0, 1)).isEqualTo(Admission.FULL);
    queue.poll();
    assertThat(queue.offer("c", 0, 1)).isEqualTo(Admission.FULL);
    queue.release(1, 1);
    assertThat(queue.offer("c", 0, 1)).isEqualTo(Admission.ADMITTED);
    assertThat(queue.count()).isEqualTo(2);
    assertThat(queue.bytes()).isEqualTo(2);
  }

  @Test
  void offer_isBoundedByBytes() {
    EntryQueue<String> queue = queue(100, 1_000, false);
    queue.offer("a", 0, 600);
    assertThat(queue.offer("b", 0, 600)).isEqualTo(Admission.FULL);
    assertThat(queue.offer("c", 0, 400)).isEqualTo(Admission.ADMITTED);
    assertThat(queue.bytes()).isEqualTo(1_000);
  }

  @Test
  void offer_letsOneThatIsLargerThanTheQueueInAlone() {
    EntryQueue<String> queue = queue(100, 1_000, false);
    assertThat(queue.offer("a", 0, 5_000)).isEqualTo(Admission.ADMITTED);
    assertThat(queue.offer("b", 0, 1)).isEqualTo(Admission.FULL);
  }

  @Test
  void offer_keepsTheLastPartForHigherRanks() {
    EntryQueue<String> queue = queue(100, 1_000_000, true);
    int lowest = fill(queue, 0);
    int highest = fill(queue, HIGHEST);
    assertThat(lowest).isEqualTo(85);
    assertThat(lowest + highest).isEqualTo(100);
  }

  private static int fill(EntryQueue<String> queue, int rank) {
    int admitted = 0;
    while (queue.offer("x", rank, 1) == Admission.ADMITTED) {
      admitted++;
    }
    return admitted;
  }

  @Test
  void close_refusesWhatComesAndKeepsWhatIsThere() {
    EntryQueue<String> queue = queue(10, 1_000, false);
    queue.offer("a", 0, 3);
    queue.close();
    assertThat(queue.offer("b", 0, 1)).isEqualTo(Admission.CLOSED);
    assertThat(queue.count()).isEqualTo(1);
    assertThat(queue.bytes()).isEqualTo(3);
    assertThat(queue.poll()).isEqualTo("a");
  }

  @Test
  void ringAt_ringsOnce() {
    EntryQueue<String> queue = queue(10, 1_000, false);
    queue.ringAt(2);
    queue.offer("a", 0, 1);
    assertThat(bells).hasValue(0);
    queue.offer("b", 0, 1);
    queue.offer("c", 0, 1);
    assertThat(bells).hasValue(1);
  }

  @Test
  void bounds_areChecked() {
    assertThatThrownBy(() -> queue(0, 1, false)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> queue(1, EntryQueue.MAX_BYTES + 1, false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void manyThreads_loseNothingAndKeepTheirOrder() throws InterruptedException {
    int threads = 4;
    int each = 50_000;
    EntryQueue<int[]> queue = new EntryQueue<>(1_000, 1 << 30, false, () -> {});
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> running = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int thread = t;
      running.add(new Thread(() -> offerAll(queue, start, thread, each)));
    }
    running.forEach(Thread::start);
    start.countDown();
    int[] next = new int[threads];
    for (int got = 0; got < threads * each; ) {
      int[] item = queue.poll();
      if (item != null) {
        assertThat(item[1]).isEqualTo(next[item[0]]++);
        queue.release(1, queue.takenWeight());
        got++;
      }
    }
    for (Thread thread : running) {
      thread.join();
    }
    assertThat(queue.count()).isZero();
    assertThat(queue.bytes()).isZero();
    assertThat(queue.offered()).isEqualTo((long) threads * each);
  }

  private static void offerAll(
      EntryQueue<int[]> queue, CountDownLatch start, int thread, int each) {
    try {
      start.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    for (int i = 0; i < each; ) {
      if (queue.offer(new int[] {thread, i}, 0, i % 50) == Admission.ADMITTED) {
        i++;
      } else {
        Thread.onSpinWait();
      }
    }
  }
}
