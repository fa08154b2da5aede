package dev.visionlog.bridge.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnsafeByteOperations;
import dev.visionlog.v1.ImageData;
import dev.visionlog.v1.Prediction;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one prediction from JSON, field by field, so that an image exists in memory once and only
 * as its bytes. The names are those of the contract, and {@code timestamp}, seconds since 1970 or a
 * text of ISO 8601, for {@code time}. A null counts as none. What may be any JSON is kept digit for
 * digit. For one thread.
 */
public final class PredictionReader {
  private static final int MAX_TIME_LENGTH = 40;
  private static final long NANOS = 1_000_000_000;

  private final Prediction.Builder prediction = Prediction.newBuilder();
  private @Nullable InvalidJsonException problem;

  /**
   * Reads the value of a field, and stands at its end then. What is wrong with it is kept, so that
   * whoever reads can go on behind it.
   *
   * @param json stands at the field's value
   * @throws IOException if the body is no JSON
   */
  public void read(String name, JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    try {
      switch (name) {
        case "timestamp", "time" -> prediction.setTime(time(name, json));
        case "image" -> readImage(json);
        case "extra_data" -> prediction.setExtraJson(exact(json));
        case "input_features" -> prediction.setInputFeaturesJson(exact(json));
        case "prediction" -> prediction.setPredictionJson(exact(json));
        default -> ProtoJsonReader.merge(name, json.<JsonNode>readValueAsTree(), prediction);
      }
    } catch (InvalidJsonException invalid) {
      json.skipChildren();
      if (problem == null) {
        problem = invalid;
      }
    }
  }

  /** What is wrong with it, if anything is. */
  public Optional<InvalidJsonException> problem() {
    return Optional.ofNullable(problem);
  }

  public Prediction prediction() {
    return prediction.build();
  }

  private void readImage(JsonParser json) throws IOException, InvalidJsonException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      ProtoJsonReader.merge("image", json.<JsonNode>readValueAsTree(), prediction);
      return;
    }
    byte[] bytes;
    try {
      bytes = json.getBinaryValue();
    } catch (JsonProcessingException notBase64) {
      throw new InvalidJsonException("image", "Invalid image. Must be the file as base64");
    }
    prediction.setImage(ImageData.newBuilder().setData(UnsafeByteOperations.unsafeWrap(bytes)));
  }

  private static Timestamp time(String name, JsonParser json)
      throws IOException, InvalidJsonException {
    String text = json.getText();
    if (text.length() > MAX_TIME_LENGTH) {
      throw invalidTime(name, text.substring(0, MAX_TIME_LENGTH) + "…");
    }
    return switch (json.currentToken()) {
      case VALUE_STRING ->
          IsoTime.parse(text).map(IsoTime::timestamp).orElseThrow(() -> invalidTime(name, text));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> seconds(name, new BigDecimal(text));
      default -> throw invalidTime(name, text);
    };
  }

  private static Timestamp seconds(String name, BigDecimal seconds) throws InvalidJsonException {
    // Before anything is computed with it: 1e999999999 has very many digits.
    if (seconds.compareTo(BigDecimal.valueOf(IsoTime.FIRST.getEpochSecond())) < 0
        || seconds.compareTo(BigDecimal.valueOf(IsoTime.AFTER_LAST.getEpochSecond())) >= 0) {
      throw invalidTime(name, seconds.toString());
    }
    BigDecimal rounded = seconds.setScale(9, RoundingMode.FLOOR);
    long whole = rounded.setScale(0, RoundingMode.FLOOR).longValueExact();
    long nanos =
        rounded.subtract(BigDecimal.valueOf(whole)).multiply(BigDecimal.valueOf(NANOS)).longValue();
    return IsoTime.timestamp(Instant.ofEpochSecond(whole, nanos));
  }

  private static InvalidJsonException invalidTime(String name, String given) {
    return new InvalidJsonException(
        name,
        "Invalid "
            + name
            + " '"
            + given
            + "'. Must be seconds since 1970, or ISO format, such as 2026-01-31T08:30:00Z");
  }

  /** The value as text, with its digits. */
  private static String exact(JsonParser json) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = json.getCodec().getFactory().createGenerator(text)) {
      int depth = 0;
      while (true) {
        out.copyCurrentEventExact(json);
        depth +=
            json.currentToken().isStructStart() ? 1 : json.currentToken().isStructEnd() ? -1 : 0;
        if (depth == 0) {
          return flushed(out, text);
        }
        json.nextToken();
      }
    }
  }

  private static String flushed(JsonGenerator out, StringWriter text) throws IOException {
    out.flush();
    return text.toString();
  }
}
