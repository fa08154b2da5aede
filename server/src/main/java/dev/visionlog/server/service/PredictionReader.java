package dev.visionlog.server.service;

import dev.visionlog.server.image.ImageOutcome;
import dev.visionlog.server.model.Prediction;
import dev.visionlog.server.pipeline.PipelineCounters;
import dev.visionlog.v1.EntryError;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns predictions of the contract into predictions that can be stored, and stores their images on
 * the way: when a prediction is returned, its image is durable, or the prediction says why not. For
 * all threads.
 */
final class PredictionReader {
  static final int MAX_PREDICTIONS = 10_000;
  static final String LIST = "predictions";

  private final PredictionFields fields;
  private final PredictionImages images;
  private final PipelineCounters counters;
  private final Clock clock;

  PredictionReader(
      PredictionFields fields, PredictionImages images, PipelineCounters counters, Clock clock) {
    this.fields = fields;
    this.images = images;
    this.counters = counters;
    this.clock = clock;
  }

  /** Reads a batch and counts what is in it. Throws only if it has too many predictions. */
  ReadBatch<Prediction> read(List<dev.visionlog.v1.Prediction> given) {
    if (given.size() > MAX_PREDICTIONS) {
      throw ApiErrors.badField(
          LIST, given.size() + " predictions; at most " + MAX_PREDICTIONS + " are allowed");
    }
    Instant received = Times.micros(clock.instant());
    Checked checked = new Checked(given.size());
    for (int i = 0; i < given.size(); i++) {
      check(given.get(i), i, received, checked);
    }
    return withImages(checked);
  }

  /**
   * Reads one whose image has come apart from it.
   *
   * @param image empty if there is none
   */
  ReadBatch<Prediction> read(dev.visionlog.v1.Prediction given, ByteBuffer image) {
    Checked checked = new Checked(1);
    check(given, 0, Times.micros(clock.instant()), checked);
    if (image.hasRemaining() && !checked.predictions.isEmpty()) {
      checked.images.set(0, new PredictionImages.Arrived(given.getImage(), image));
    }
    return withImages(checked);
  }

  private void check(
      dev.visionlog.v1.Prediction given, int index, Instant received, Checked checked) {
    counters.received.increment();
    try {
      checked.add(index, fields.read(given, received), PredictionImages.arrived(given));
    } catch (BadEntryException bad) {
      counters.rejected.increment();
      checked.errors.add(
          EntryErrors.of(index, LIST + "[" + index + "]." + bad.field(), bad.description()));
    }
  }

  private ReadBatch<Prediction> withImages(Checked checked) {
    List<Prediction> stored = new ArrayList<>(checked.predictions.size());
    List<EntryError> imageErrors = new ArrayList<>();
    List<PredictionImages.Saved> saved = images.save(checked.predictions, checked.images);
    for (int i = 0; i < saved.size(); i++) {
      stored.add(saved.get(i).prediction());
      ImageOutcome outcome = saved.get(i).outcome();
      if (outcome != null && !(outcome instanceof ImageOutcome.Stored)) {
        imageErrors.add(PredictionImages.error(checked.indexes[i], outcome));
      }
    }
    return new ReadBatch<>(stored, checked.indexes, checked.errors, 0, imageErrors);
  }

  /** What has passed so far, and the image of each; null where none came. */
  private static final class Checked {
    final List<Prediction> predictions = new ArrayList<>();
    final List<PredictionImages.Arrived> images = new ArrayList<>();
    final List<EntryError> errors = new ArrayList<>();
    final int[] indexes;

    Checked(int size) {
      indexes = new int[size];
    }

    void add(int index, Prediction prediction, PredictionImages.Arrived image) {
      indexes[predictions.size()] = index;
      predictions.add(prediction);
      images.add(image);
    }
  }
}
