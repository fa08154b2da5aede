package dev.visionlog.server.export;

import dev.visionlog.server.model.Detection;
import dev.visionlog.server.model.Prediction;
import dev.visionlog.server.store.CategoryStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The numbers of the classes of one export. Not for several threads. */
final class CategoryNumbers {
  private static final String NO_CLASS = "unlabelled";

  private final CategoryStore categories;
  private final Map<String, Integer> known = new HashMap<>();

  CategoryNumbers(CategoryStore categories) {
    this.categories = categories;
  }

  /** Gets the numbers of all classes in these predictions at once. */
  void prepare(Collection<Prediction> predictions) {
    List<String> unknown =
        predictions.stream()
            .flatMap(prediction -> prediction.detections().stream())
            .map(CategoryNumbers::name)
            .distinct()
            .filter(name -> !known.containsKey(name))
            .toList();
    if (!unknown.isEmpty()) {
      known.putAll(categories.ids(unknown));
    }
  }

  /** Of a detection in predictions that were prepared. */
  int of(Detection detection) {
    return Objects.requireNonNull(known.get(name(detection)));
  }

  private static String name(Detection detection) {
    return detection.className().isEmpty() ? NO_CLASS : detection.className();
  }
}
