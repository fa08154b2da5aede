package dev.visionlog.client.internal.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.client.Level;
import dev.visionlog.client.LogEntry;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EntryEncoderTest {
  private final EntryEncoder encoder = new EntryEncoder("system", 64, 1_000);

  private dev.visionlog.v1.LogEntry encode(LogEntry.Builder entry) {
    return encoder.encode(entry.build());
  }

  @Test
  void encode_takesEveryLevel() {
    for (Level level : Level.values()) {
      dev.visionlog.v1.LogEntry encoded = encode(LogEntry.builder(level, "x"));
      assertThat(encoded.getLevelValue()).isEqualTo(level.number());
      assertThat(encoded.getLevel().name()).isEqualTo(level.name());
    }
  }

  @Test
  void encode_leavesOutWhatIsNotThere() {
    dev.visionlog.v1.LogEntry encoded = encode(LogEntry.builder(Level.INFO, ""));
    assertThat(encoded.hasCameraId()).isFalse();
    assertThat(encoded.getExtraJson()).isEmpty();
    assertThat(encoded.getSource()).isEqualTo("system");
    assertThat(encoded.getMessage()).isEmpty();
  }

  @Test
  void encode_keepsTimesBefore1970() {
    Instant time = Instant.parse("1969-12-31T23:59:59.25Z");
    dev.visionlog.v1.LogEntry encoded = encode(LogEntry.builder(Level.INFO, "x").time(time));
    assertThat(encoded.getTime().getSeconds()).isEqualTo(-1);
    assertThat(encoded.getTime().getNanos()).isEqualTo(250_000_000);
  }

  @Test
  void utf8_neverCutsACharacter() {
    for (int max = 30; max < 60; max++) {
      String cut = EntryEncoder.utf8("😀é".repeat(20), max).toStringUtf8();
      assertThat(cut).endsWith("… [cut: 120 bytes]").doesNotContain("\ufffd");
    }
  }

  @Test
  void utf8_replacesHalfASurrogatePair() {
    assertThat(EntryEncoder.utf8("a\ud83d!", 10).toStringUtf8()).isEqualTo("a?!");
  }
}
