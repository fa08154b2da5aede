package dev.visionlog.client.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.client.internal.queue.WaitingRoom.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WaitingRoomTest {
  private final WaitingRoom<String> room = new WaitingRoom<>();

  private void add(String... items) {
    for (String item : items) {
      room.add(item, item.charAt(0) - '0', 1, 0);
    }
  }

  private static List<String> all(Supplier<@Nullable Waiting<String>> source) {
    List<String> items = new ArrayList<>();
    for (Waiting<String> next = source.get(); next != null; next = source.get()) {
      items.add(next.item());
    }
    return items;
  }

  @Test
  void take_isInTheOrderOfArrivalWhateverTheRank() {
    add("2a", "0b", "6c", "0d", "2e");
    assertThat(all(room::take)).containsExactly("2a", "0b", "6c", "0d", "2e");
    assertThat(room.isEmpty()).isTrue();
  }

  @Test
  void evict_givesTheOldestOfTheLowestRankFirst() {
    add("2a", "0b", "6c", "0d", "2e");
    assertThat(all(room::evict)).containsExactly("0b", "0d", "2a", "2e", "6c");
  }

  @Test
  void takeAndEvict_leaveTheOrderOfTheOthers() {
    add("2a", "0b", "6c", "0d");
    room.evict();
    assertThat(all(room::take)).containsExactly("2a", "6c", "0d");
    assertThat(room.size()).isZero();
    assertThat(room.lastTicket()).isEqualTo(4);
  }
}
