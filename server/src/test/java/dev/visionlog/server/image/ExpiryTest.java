package dev.visionlog.server.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExpiryTest {
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

  /** Ten images of 100 bytes, from nine days old to new. */
  private static final List<ImageRow> ROWS =
      IntStream.range(0, 10)
          .mapToObj(i -> new ImageRow(i, "path" + i, NOW.minus(Duration.ofDays(9L - i)), 100))
          .toList();

  @Test
  void withoutLimits_nothingGoes() {
    assertThat(taken(new ImageLimits(null, 0, 0), 0)).isZero();
  }

  @Test
  void age_letsGoWhatIsOlder() {
    assertThat(taken(new ImageLimits(Duration.ofDays(5), 0, 0), 0)).isEqualTo(4);
    assertThat(taken(new ImageLimits(Duration.ZERO, 0, 0), 0)).isEqualTo(9);
  }

  @Test
  void bytes_goUntilFewEnoughAreLeft() {
    assertThat(taken(new ImageLimits(null, 1_000, 0), 0)).isZero();
    assertThat(taken(new ImageLimits(null, 999, 0), 0)).isEqualTo(1);
    assertThat(taken(new ImageLimits(null, 301, 0), 0)).isEqualTo(7);
  }

  @Test
  void freeSpace_isMadeByAsManyBytesAsAreMissing() {
    assertThat(taken(new ImageLimits(null, 0, 500), 500)).isZero();
    assertThat(taken(new ImageLimits(null, 0, 500), 350)).isEqualTo(2);
    assertThat(taken(new ImageLimits(null, 0, 50_000), 0)).isEqualTo(10);
  }

  @Test
  void strictest_counts() {
    assertThat(taken(new ImageLimits(Duration.ofDays(5), 500, 100), 0)).isEqualTo(5);
    assertThat(taken(new ImageLimits(Duration.ofDays(2), 500, 100), 0)).isEqualTo(7);
  }

  @Test
  void expired_saysHowManyAndFromWhenToWhen() {
    Expiry expiry = expiry(new ImageLimits(null, 800, 0), 0);
    expiry.take(ROWS.subList(0, 1));
    expiry.take(ROWS.subList(1, 10));
    assertThat(expiry.expired())
        .isEqualTo(new ExpiredImages(2, 200, ROWS.get(0).time(), ROWS.get(1).time()));
  }

  @Test
  void limits_areNotNegative() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ImageLimits(null, -1, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ImageLimits(Duration.ofDays(-1), 0, 0));
  }

  private static int taken(ImageLimits limits, long freeBytes) {
    return expiry(limits, freeBytes).take(ROWS).size();
  }

  private static Expiry expiry(ImageLimits limits, long freeBytes) {
    return new Expiry(limits, NOW, 1_000, freeBytes);
  }
}
