package dev.visionlog.server.filter;

import dev.visionlog.server.model.Detection;
import dev.visionlog.server.model.Prediction;
import dev.visionlog.server.model.PredictionImage;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes predictions that are hard to search by chance, and the same ones from the same seed. */
final class RandomPredictions {

  private final Random random;
  private final RandomValues values;
  private final RandomJson json;

  RandomPredictions(Random random) {
    this.random = random;
    this.values = new RandomValues(random);
    this.json = new RandomJson(random);
  }

  Prediction next(long id) {
    return new Prediction(
        id,
        values.optionalText(),
        values.oneOf(NastyValues.TIMES),
        values.oneOf(NastyValues.TIMES),
        values.cameraId(),
        values.optionalText(),
        new Prediction.Model(values.optionalText(), values.optionalText(), values.optionalText()),
        new Prediction.Confidence(decimal(), null, null, List.of()),
        random.nextBoolean(),
        values.optionalText(),
        detections(),
        null,
        decimal(),
        decimal(),
        values.optionalText(),
        "s" + values.text(),
        values.optionalText(),
        new Prediction.Request(values.optionalText(), values.optionalText(), "", ""),
        null,
        null,
        json.extra(),
        image(),
        values.position());
  }

  /** Also what no prediction has, since memory and database have to agree on it all the same. */
  private @Nullable Double decimal() {
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> null;
      case 3 -> values.oneOf(List.of(Double.NaN, Double.POSITIVE_INFINITY));
      default -> values.oneOf(NastyValues.DECIMALS);
    };
  }

  /** Sometimes the same class twice, or none. */
  private List<Detection> detections() {
    return IntStream.range(0, random.nextInt(5))
        .mapToObj(i -> new Detection(className(), null, null))
        .toList();
  }

  private String className() {
    return random.nextInt(3) == 0 ? values.key() : values.optionalText();
  }

  private PredictionImage image() {
    return switch (random.nextInt(4)) {
      case 0 -> PredictionImage.NONE;
      case 1 -> PredictionImage.missing(values.text());
      default -> PredictionImage.stored(values.text(), 1, 1, 1);
    };
  }
}
