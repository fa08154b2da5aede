package dev.visionlog.client.internal.entry;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.visionlog.client.Detection;
import dev.visionlog.client.Image;
import dev.visionlog.client.PixelFormat;
import dev.visionlog.client.Prediction;
import dev.visionlog.v1.ImageData;
import dev.visionlog.v1.ImageFormat;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes predictions as protobuf, within bounds. */
public final class PredictionEncoder {
  private static final int MAX_DEVICE = 100;

  /** What a prediction, a detection and a score hold beside texts. */
  private static final int BASE_WEIGHT = 400;

  private static final int DETECTION_WEIGHT = 80;
  private static final int SCORE_WEIGHT = 24;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final ImageFormat ENCODED = ImageFormat.IMAGE_FORMAT_UNSPECIFIED;

  private final String defaultDevice;
  private final int maxTextBytes;
  private final int maxJsonLength;

  /**
   * @param defaultDevice of predictions that name none; may be empty
   * @param maxTextBytes longer notes and error messages are cut
   * @param maxJsonLength larger JSON is replaced by a mark
   */
  public PredictionEncoder(String defaultDevice, int maxTextBytes, int maxJsonLength) {
    this.defaultDevice = defaultDevice.substring(0, Math.min(MAX_DEVICE, defaultDevice.length()));
    this.maxTextBytes = maxTextBytes;
    this.maxJsonLength = maxJsonLength;
  }

  /** About how many bytes of memory it holds. */
  public static int weight(Prediction prediction) {
    long weight =
        BASE_WEIGHT
            + Values.weight(prediction.imageId())
            + Values.weight(prediction.notes())
            + Values.weight(prediction.errorMessage())
            + Values.weight(prediction.boundingBoxes())
            + Values.weight(prediction.inputFeatures())
            + Values.weight(prediction.output())
            + Values.weight(prediction.extra())
            + (long) prediction.detections().size() * DETECTION_WEIGHT
            + (long) prediction.confidence().scores().size() * SCORE_WEIGHT;
    Image image = prediction.image();
    return (int) Math.min(weight + (image == null ? 0 : image.sizeBytes()), Integer.MAX_VALUE);
  }

  /** The message for a prediction. Shares the image's bytes with it. */
  public dev.visionlog.v1.Prediction encode(Prediction prediction) {
    dev.visionlog.v1.Prediction.Builder encoded =
        dev.visionlog.v1.Prediction.newBuilder()
            .setImageIdBytes(text(prediction.imageId()))
            .setTime(EntryEncoder.timestamp(prediction.time()))
            .setDefectDetected(prediction.defectDetected());
    encodeOrigin(prediction, encoded);
    encodeFindings(prediction, encoded);
    encodeOutcome(prediction, encoded);
    encodeRequest(prediction.request(), encoded);
    encodeJson(prediction, encoded);
    if (prediction.image() != null) {
      encoded.setImage(image(prediction.image()));
    }
    return encoded.build();
  }

  private void encodeOrigin(Prediction prediction, dev.visionlog.v1.Prediction.Builder encoded) {
    if (prediction.cameraId() != null) {
      encoded.setCameraId(prediction.cameraId());
    }
    String device = prediction.edgeDeviceId();
    Prediction.Model model = prediction.model();
    encoded
        .setEdgeDeviceIdBytes(text(device == null ? defaultDevice : device))
        .setModelNameBytes(text(model.name()))
        .setModelVersionBytes(text(model.version()))
        .setModelStageBytes(text(model.stage()));
  }

  private static void encodeFindings(
      Prediction prediction, dev.visionlog.v1.Prediction.Builder encoded) {
    Prediction.Confidence confidence = prediction.confidence();
    if (confidence.value() != null) {
      encoded.setConfidence(confidence.value());
    }
    if (confidence.lower() != null) {
      encoded.setConfidenceLower(confidence.lower());
    }
    if (confidence.upper() != null) {
      encoded.setConfidenceUpper(confidence.upper());
    }
    encoded
        .addAllConfidenceScores(confidence.scores())
        .setDefectTypeBytes(text(prediction.defectType()));
    prediction.detections().forEach(detection -> encoded.addDetections(encode(detection)));
    if (prediction.boundingBoxes() != null) {
      encoded.setBoundingBoxes(JsonStruct.list(prediction.boundingBoxes()));
    }
  }

  private static dev.visionlog.v1.Detection encode(Detection detection) {
    dev.visionlog.v1.Detection.Builder encoded =
        dev.visionlog.v1.Detection.newBuilder()
            .setClassNameBytes(text(detection.className()))
            .addBbox(detection.x1())
            .addBbox(detection.y1())
            .addBbox(detection.x2())
            .addBbox(detection.y2());
    if (detection.confidence() != null) {
      encoded.setConfidence(detection.confidence());
    }
    return encoded.build();
  }

  private void encodeOutcome(Prediction prediction, dev.visionlog.v1.Prediction.Builder encoded) {
    if (prediction.inferenceTime() != null) {
      encoded.setInferenceTimeMs(millis(prediction.inferenceTime()));
    }
    if (prediction.processingTime() != null) {
      encoded.setProcessingTimeMs(millis(prediction.processingTime()));
    }
    if (prediction.notes() != null) {
      encoded.setProcessingNotesBytes(EntryEncoder.utf8(prediction.notes(), maxTextBytes));
    }
    if (prediction.errorMessage() != null) {
      encoded.setErrorMessageBytes(EntryEncoder.utf8(prediction.errorMessage(), maxTextBytes));
    }
    encoded.setStatusBytes(text(prediction.status()));
  }

  private static void encodeRequest(
      Prediction.Request request, dev.visionlog.v1.Prediction.Builder encoded) {
    encoded
        .setRequestIdBytes(text(request.id()))
        .setBatchIdBytes(text(request.batchId()))
        .setUserAgentBytes(text(request.userAgent()))
        .setIpAddressBytes(text(request.ipAddress()));
  }

  private void encodeJson(Prediction prediction, dev.visionlog.v1.Prediction.Builder encoded) {
    encoded
        .setInputFeaturesJsonBytes(json(prediction.inputFeatures()))
        .setPredictionJsonBytes(json(prediction.output()));
    if (!prediction.extra().isEmpty()) {
      encoded.setExtraJsonBytes(json(JsonText.write(prediction.extra())));
    }
  }

  private ByteString json(@Nullable String json) {
    return json == null ? ByteString.EMPTY : text(JsonText.bounded(json, maxJsonLength));
  }

  private static ImageData image(Image image) {
    return ImageData.newBuilder()
        .setData(UnsafeByteOperations.unsafeWrap(image.data()))
        .setFormat(image.pixelFormat().map(PredictionEncoder::format).orElse(ENCODED))
        .setWidth(image.width())
        .setHeight(image.height())
        .build();
  }

  private static ImageFormat format(PixelFormat pixels) {
    return switch (pixels) {
      case BGR -> ImageFormat.IMAGE_FORMAT_RAW_BGR;
      case RGB -> ImageFormat.IMAGE_FORMAT_RAW_RGB;
      case GRAY -> ImageFormat.IMAGE_FORMAT_RAW_GRAY;
    };
  }

  private static ByteString text(@Nullable String text) {
    return text == null ? ByteString.EMPTY : EntryEncoder.utf8(text, Integer.MAX_VALUE);
  }

  private static double millis(Duration duration) {
    return duration.getSeconds() * 1e3 + duration.getNano() / NANOS_PER_MILLI;
  }
}
