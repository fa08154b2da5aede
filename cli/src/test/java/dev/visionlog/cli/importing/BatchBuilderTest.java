package dev.visionlog.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.v1.LogEntry;
import org.junit.jupiter.api.Test;

class BatchBuilderTest {
  private final BatchBuilder<LogEntry> batches = new BatchBuilder<>();

  @Test
  void batch_isFullByCount() {
    LogEntry entry = LogEntry.newBuilder().setMessage("m").build();
    for (int i = 0; i < BatchBuilder.MAX_ENTRIES; i++) {
      assertThat(batches.isFullFor(entry)).isFalse();
      batches.add(new Origin("f", i), entry);
    }
    assertThat(batches.isFullFor(entry)).isTrue();
    assertThat(batches.take().entries()).hasSize(BatchBuilder.MAX_ENTRIES);
    assertThat(batches.isEmpty()).isTrue();
  }

  @Test
  void batch_isFullByBytesButTakesOneOfAnySize() {
    LogEntry half =
        LogEntry.newBuilder().setMessage("m".repeat(BatchBuilder.MAX_BYTES / 2)).build();
    LogEntry huge =
        LogEntry.newBuilder().setMessage("m".repeat(2 * BatchBuilder.MAX_BYTES)).build();

    assertThat(batches.isFullFor(huge)).isFalse();
    batches.add(new Origin("f", 1), half);
    assertThat(batches.isFullFor(half)).isTrue();
  }
}
