package dev.visionlog.bridge.live;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.visionlog.bridge.json.ProtoJson;
import dev.visionlog.v1.Prediction;
import java.io.IOException;

/** Predictions as events. */
final class PredictionEvents {
  private PredictionEvents() {}

  /** {@code prediction}: all of it but the image. */
  record Whole(Prediction prediction) implements TailMessage.Event {
    @Override
    public long position() {
      return prediction.getPosition();
    }

    @Override
    public void writeTo(SseFrame frame) {
      frame.event("prediction", position(), json -> ProtoJson.write(prediction, json));
    }
  }

  /** {@code prediction_created}: enough to know that there is something to fetch. */
  record Created(Prediction prediction) implements TailMessage.Event {
    @Override
    public long position() {
      return prediction.getPosition();
    }

    @Override
    public void writeTo(SseFrame frame) {
      frame.event("prediction_created", position(), this::write);
    }

    private void write(JsonGenerator json) throws IOException {
      json.writeStartObject();
      json.writeNumberField("prediction_id", prediction.getId());
      json.writeStringField("image_id", prediction.getImageId());
      if (prediction.hasCameraId()) {
        json.writeNumberField("camera_id", prediction.getCameraId());
      } else {
        json.writeNullField("camera_id");
      }
      json.writeStringField("edge_device_id", prediction.getEdgeDeviceId());
      json.writeStringField("model_version", prediction.getModelVersion());
      json.writeStringField("status", prediction.getStatus());
      json.writeBooleanField("defect_detected", prediction.getDefectDetected());
      json.writeStringField("defect_type", prediction.getDefectType());
      json.writeBooleanField("has_image", !prediction.getImagePath().isEmpty());
      json.writeStringField("timestamp", ProtoJson.instant(prediction.getTime()).toString());
      json.writeEndObject();
    }
  }
}
