package dev.visionlog.benchmarks.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visionlog.v1.Prediction;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PredictionKindTest {
  private static final Instant END = Instant.parse("2026-02-03T17:20:00Z");
  private static final int PREDICTIONS = 20_000;

  private final List<Prediction> all = predictions().toList();

  private static Stream<Prediction> predictions() {
    PredictionKind kind = new PredictionKind(new Plant(), 1);
    return new PlantYear(1, END, PREDICTIONS).hours().stream().flatMap(kind::entries);
  }

  @Test
  void predictions_areTheSameForTheSameSeed() {
    assertThat(predictions()).containsExactlyElementsOf(all);
  }

  @Test
  void fourInAHundred_foundADefect() {
    long defects = all.stream().filter(Prediction::getDefectDetected).count();
    assertThat((double) defects / PREDICTIONS).isCloseTo(0.04, within(0.005));
  }

  @Test
  void versions_followOneAnother() {
    assertThat(all.stream().map(Prediction::getModelVersion).distinct())
        .containsExactlyInAnyOrder("v1.0", "v1.1", "v1.2", "v1.3", "v1.4");
  }
}
