package dev.visionlog.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SightingsTest {
  private final Names names = new Names();
  private final Sightings sightings = new Sightings(names, new Disturbances());

  /** Messages 1 to 4 at the positions 1 to 4. */
  private final StoredRows rows = new StoredRows(0, key(1), key(2), key(3), key(4));

  @Test
  void compare_findsNothingWhenAllWereSeenOnceAndInOrder() {
    see(1, 2, 3, 4);
    assertThat(account().findings()).isEmpty();
  }

  @Test
  void compare_findsWhatWasNotSeen() {
    see(1, 2, 4);
    assertThat(account().findings()).singleElement().asString().contains("not seen: 3");
  }

  @Test
  void compare_findsWhatWasSeenTwice() {
    see(1, 2, 2, 3, 4);
    assertThat(account().findings()).singleElement().asString().contains("twice: 2");
  }

  @Test
  void compare_findsWhatCameTooLate() {
    see(1, 3, 2, 4);
    assertThat(account().findings())
        .anyMatch(finding -> finding.contains("out of order: 2 after 3"));
  }

  @Test
  void compare_findsAnotherMessageInItsPlace() {
    see(1, 2, 3);
    sightings.saw(4, canary(7).text());
    assertThat(account().findings()).singleElement().asString().contains("another one at 4");
  }

  @Test
  void compare_findsWhatIsNotStored() {
    see(1, 2, 3, 4, 5);
    assertThat(account().findings()).singleElement().asString().contains("not expected: 5");
  }

  @Test
  void compare_takesAGapThatSaysExactlyWhatItLeavesOut() {
    see(1);
    sightings.gap(new Sightings.Gap(2, 3, 2));
    see(4);
    assertThat(account().findings()).isEmpty();
  }

  @Test
  void compare_findsAGapThatSaysSomethingElse() {
    see(1);
    sightings.gap(new Sightings.Gap(2, 3, 1));
    see(4);
    assertThat(account().findings()).singleElement().asString().contains("the gaps say 1");
  }

  @Test
  void compare_asksOnlyForWhatMatches() {
    see(2, 4);
    TailAccount even = sightings.compare("even", rows, canary -> canary.number() % 2 == 0);
    assertThat(even.findings()).isEmpty();
  }

  private void see(long... positions) {
    for (long position : positions) {
      sightings.saw(position, canary(position).text());
    }
  }

  private TailAccount account() {
    return sightings.compare("reader", rows, canary -> true);
  }

  private long key(long number) {
    return names.key(Optional.of(canary(number)));
  }

  private static Canary canary(long number) {
    return Canary.now("stream-1", number);
  }
}
