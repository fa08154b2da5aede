package dev.visionlog.server.service;

import dev.visionlog.server.image.ImageOutcome;
import dev.visionlog.server.image.ImageRequest;
import dev.visionlog.server.image.ImageStore;
import dev.visionlog.server.image.codec.RawFrame;
import dev.visionlog.server.model.Prediction;
import dev.visionlog.server.model.PredictionImage;
import dev.visionlog.v1.EntryError;
import dev.visionlog.v1.ImageData;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores the images that come with predictions. For all threads. */
final class PredictionImages {
  private final ImageStore store;

  PredictionImages(ImageStore store) {
    this.store = store;
  }

  /**
   * An image that came.
   *
   * @param form how its bytes are to be read
   */
  record Arrived(ImageData form, ByteBuffer bytes) {
    static final Arrived NONE = new Arrived(ImageData.getDefaultInstance(), ByteBuffer.allocate(0));

    boolean isNone() {
      return !bytes.hasRemaining() && form.equals(ImageData.getDefaultInstance());
    }
  }

  /**
   * @param outcome of the image; null if none came
   */
  record Saved(Prediction prediction, @Nullable ImageOutcome outcome) {}

  /** The image in the message. */
  static Arrived arrived(dev.visionlog.v1.Prediction given) {
    return given.hasImage() && !given.getImage().getData().isEmpty()
        ? new Arrived(given.getImage(), given.getImage().getData().asReadOnlyByteBuffer())
        : Arrived.NONE;
  }

  /** Stores the image of each prediction that has one, and returns when they are durable. */
  List<Saved> save(List<Prediction> predictions, List<Arrived> images) {
    List<ImageRequest> requests = new ArrayList<>();
    for (int i = 0; i < predictions.size(); i++) {
      if (!images.get(i).isNone()) {
        requests.add(request(predictions.get(i), images.get(i)));
      }
    }
    List<ImageOutcome> outcomes = requests.isEmpty() ? List.of() : store.save(requests);
    List<Saved> saved = new ArrayList<>(predictions.size());
    int next = 0;
    for (int i = 0; i < predictions.size(); i++) {
      saved.add(
          images.get(i).isNone()
              ? new Saved(predictions.get(i), null)
              : saved(predictions.get(i), outcomes.get(next++)));
    }
    return saved;
  }

  private static ImageRequest request(Prediction prediction, Arrived image) {
    return new ImageRequest(
        image.bytes(),
        raw(image.form()),
        prediction.time(),
        prediction.imageId(),
        prediction.cameraId(),
        prediction.edgeDeviceId(),
        prediction.defectDetected());
  }

  private static @Nullable RawFrame raw(ImageData form) {
    return switch (form.getFormat()) {
      case IMAGE_FORMAT_RAW_BGR ->
          new RawFrame(RawFrame.Samples.BGR, form.getWidth(), form.getHeight());
      case IMAGE_FORMAT_RAW_RGB ->
          new RawFrame(RawFrame.Samples.RGB, form.getWidth(), form.getHeight());
      case IMAGE_FORMAT_RAW_GRAY ->
          new RawFrame(RawFrame.Samples.GRAY, form.getWidth(), form.getHeight());
      case IMAGE_FORMAT_UNSPECIFIED, UNRECOGNIZED -> null;
    };
  }

  private static Saved saved(Prediction prediction, ImageOutcome outcome) {
    PredictionImage image =
        outcome instanceof ImageOutcome.Stored stored
            ? PredictionImage.stored(stored.path(), stored.bytes(), stored.width(), stored.height())
            : PredictionImage.missing(message(outcome));
    return new Saved(prediction.withImage(image), outcome);
  }

  private static String message(ImageOutcome outcome) {
    if (outcome instanceof ImageOutcome.Refused refused) {
      return refused.message();
    }
    return outcome instanceof ImageOutcome.Unavailable unavailable ? unavailable.message() : "";
  }

  /** Says why an image is not stored. */
  static EntryError error(int index, ImageOutcome outcome) {
    String field = PredictionReader.LIST + "[" + index + "].image";
    return outcome instanceof ImageOutcome.Unavailable unavailable
        ? EntryErrors.unavailable(index, field, unavailable.code().name(), unavailable.message())
        : EntryErrors.of(index, field, message(outcome));
  }
}
