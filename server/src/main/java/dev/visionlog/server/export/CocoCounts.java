package dev.visionlog.server.export;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** What a COCO document has, and what it could not take. Not for several threads. */
final class CocoCounts {
  long images;
  long annotations;
  long withoutFile;
  long withoutSize;
  long withoutBox;
  long failed;

  void write(JsonGenerator json) throws IOException {
    json.writeNumberField("image_count", images);
    json.writeNumberField("annotation_count", annotations);
    json.writeNumberField("images_without_file", withoutFile);
    json.writeNumberField("images_without_size", withoutSize);
    json.writeNumberField("left_out_detections_without_box", withoutBox);
    json.writeNumberField("left_out_failed_predictions", failed);
  }
}
