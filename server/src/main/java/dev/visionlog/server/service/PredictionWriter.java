package dev.visionlog.server.service;

import com.google.protobuf.ListValue;
import com.google.protobuf.Value;
import dev.visionlog.server.model.Detection;
import dev.visionlog.server.model.Prediction;
import dev.visionlog.v1.ExtraFormat;
import java.util.List;
import java.util.Map;

/** Turns stored predictions into predictions of the contract, with the names that cameras have. */
final class PredictionWriter {
  private final CameraNames cameras;

  PredictionWriter(CameraNames cameras) {
    this.cameras = cameras;
  }

  List<dev.visionlog.v1.Prediction> write(List<Prediction> predictions, ExtraFormat format) {
    Map<Long, String> names = cameras.all();
    return predictions.stream().map(prediction -> write(prediction, names, format)).toList();
  }

  private static dev.visionlog.v1.Prediction write(
      Prediction prediction, Map<Long, String> names, ExtraFormat format) {
    dev.visionlog.v1.Prediction.Builder message =
        dev.visionlog.v1.Prediction.newBuilder()
            .setId(prediction.id())
            .setImageId(prediction.imageId())
            .setTime(Times.timestamp(prediction.time()))
            .setReceivedTime(Times.timestamp(prediction.receivedTime()))
            .setEdgeDeviceId(prediction.edgeDeviceId())
            .setModelName(prediction.model().name())
            .setModelVersion(prediction.model().version())
            .setModelStage(prediction.model().stage())
            .setDefectDetected(prediction.defectDetected())
            .setDefectType(prediction.defectType())
            .setProcessingNotes(prediction.processingNotes())
            .setStatus(prediction.status())
            .setErrorMessage(prediction.errorMessage())
            .setRequestId(prediction.request().id())
            .setBatchId(prediction.request().batchId())
            .setUserAgent(prediction.request().userAgent())
            .setIpAddress(prediction.request().ipAddress())
            .setPosition(prediction.position());
    Long camera = prediction.cameraId();
    if (camera != null) {
      message.setCameraId(camera).setCameraName(names.getOrDefault(camera, ""));
    }
    writeMeasures(prediction, message);
    prediction.detections().forEach(detection -> message.addDetections(write(detection)));
    writeImage(prediction, message);
    writeJson(prediction, format, message);
    return message.build();
  }

  private static void writeMeasures(
      Prediction prediction, dev.visionlog.v1.Prediction.Builder message) {
    Prediction.Confidence confidence = prediction.confidence();
    if (confidence.value() != null) {
      message.setConfidence(confidence.value());
    }
    if (confidence.lower() != null) {
      message.setConfidenceLower(confidence.lower());
    }
    if (confidence.upper() != null) {
      message.setConfidenceUpper(confidence.upper());
    }
    message.addAllConfidenceScores(confidence.scores());
    if (prediction.inferenceTimeMs() != null) {
      message.setInferenceTimeMs(prediction.inferenceTimeMs());
    }
    if (prediction.processingTimeMs() != null) {
      message.setProcessingTimeMs(prediction.processingTimeMs());
    }
  }

  private static dev.visionlog.v1.Detection write(Detection detection) {
    dev.visionlog.v1.Detection.Builder message =
        dev.visionlog.v1.Detection.newBuilder().setClassName(detection.className());
    if (detection.confidence() != null) {
      message.setConfidence(detection.confidence());
    }
    Detection.Box box = detection.box();
    if (box != null) {
      message.addAllBbox(List.of(box.x1(), box.y1(), box.x2(), box.y2()));
    }
    return message.build();
  }

  private static void writeImage(
      Prediction prediction, dev.visionlog.v1.Prediction.Builder message) {
    message
        .setImagePath(prediction.image().path())
        .setImageSizeBytes(prediction.image().sizeBytes())
        .setImageWidth(prediction.image().width())
        .setImageHeight(prediction.image().height())
        .setImageMissingReason(prediction.image().missingReason());
  }

  private static void writeJson(
      Prediction prediction, ExtraFormat format, dev.visionlog.v1.Prediction.Builder message) {
    boolean asText = format == ExtraFormat.EXTRA_FORMAT_JSON;
    if (prediction.boundingBoxesJson() != null) {
      message.setBoundingBoxes(list(StructJson.toValue(prediction.boundingBoxesJson())));
    }
    String features = prediction.inputFeaturesJson();
    if (features != null && asText) {
      message.setInputFeaturesJson(features);
    } else if (features != null) {
      message.setInputFeatures(StructJson.toValue(features));
    }
    String output = prediction.outputJson();
    if (output != null && asText) {
      message.setPredictionJson(output);
    } else if (output != null) {
      message.setPrediction(StructJson.toValue(output));
    }
    String extra = prediction.extraJson();
    if (extra != null && asText) {
      message.setExtraJson(extra);
    } else if (extra != null) {
      message.setExtraData(StructJson.toStruct(extra));
    }
  }

  /** What was too large is a mark, and no list any more. */
  private static ListValue list(Value value) {
    return value.hasListValue()
        ? value.getListValue()
        : ListValue.newBuilder().addValues(value).build();
  }
}
