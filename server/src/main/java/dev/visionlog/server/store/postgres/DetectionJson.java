package dev.visionlog.server.store.postgres;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.visionlog.server.model.Detection;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Detections as they stand in the database: requirement 001's {@code class, confidence, bbox}. */
final class DetectionJson {
  private static final JsonFactory JSON = new JsonFactory();

  private DetectionJson() {}

  static String write(List<Detection> detections) {
    StringWriter text = new StringWriter(2 + detections.size() * 80);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartArray();
      for (Detection detection : detections) {
        write(json, detection);
      }
      json.writeEndArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Detection detection) throws IOException {
    json.writeStartObject();
    json.writeStringField("class", detection.className());
    Double confidence = detection.confidence();
    if (confidence != null) {
      json.writeNumberField("confidence", confidence);
    }
    Detection.Box box = detection.box();
    if (box != null) {
      double[] corners = {box.x1(), box.y1(), box.x2(), box.y2()};
      json.writeFieldName("bbox");
      json.writeArray(corners, 0, corners.length);
    }
    json.writeEndObject();
  }

  /** Reads what {@link #write} has written. */
  static List<Detection> read(String text) throws IOException {
    List<Detection> detections = new ArrayList<>();
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.START_OBJECT) {
        detections.add(readOne(json));
      }
    }
    return List.copyOf(detections);
  }

  private static Detection readOne(JsonParser json) throws IOException {
    String className = "";
    Double confidence = null;
    Detection.Box box = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "class" -> className = json.getText();
        case "confidence" -> confidence = json.getDoubleValue();
        default -> box = readBox(json);
      }
    }
    return new Detection(className, confidence, box);
  }

  private static Detection.@Nullable Box readBox(JsonParser json) throws IOException {
    double[] corners = new double[4];
    for (int i = 0; i < corners.length; i++) {
      json.nextToken();
      corners[i] = json.getDoubleValue();
    }
    json.nextToken();
    return new Detection.Box(corners[0], corners[1], corners[2], corners[3]);
  }
}
