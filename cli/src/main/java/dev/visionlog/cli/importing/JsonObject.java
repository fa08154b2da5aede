package dev.visionlog.cli.importing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object by its top keys. The values keep their text, and numbers every digit. */
final class JsonObject {
  /** NaN and infinities are no JSON, but Python writes them. */
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private final Map<String, Value> values = new LinkedHashMap<>();

  /** A value: its text if it is a string or another scalar, and its JSON. */
  record Value(JsonToken token, String text, String json) {
    boolean isNull() {
      return token == JsonToken.VALUE_NULL;
    }

    boolean isObject() {
      return token == JsonToken.START_OBJECT;
    }
  }

  static JsonObject parse(String text) throws BadLineException {
    try (JsonParser parser = JSON.createParser(text)) {
      return read(parser);
    } catch (JsonProcessingException e) {
      throw new BadLineException("Invalid JSON: " + reason(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without where the object began: that is the line. */
  private static String reason(JsonProcessingException e) {
    return e.getOriginalMessage().replaceFirst(" \\(start marker at .*", "");
  }

  /** Takes the value out; null if it is missing or a JSON null. */
  @Nullable Value take(String key) {
    Value value = values.remove(key);
    return value == null || value.isNull() ? null : value;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  Map<String, Value> rest() {
    return values;
  }

  private static JsonObject read(JsonParser parser) throws IOException, BadLineException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new BadLineException("Invalid JSON: the line is not an object");
    }
    JsonObject object = new JsonObject();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      object.values.put(name, value(parser));
    }
    if (parser.nextToken() != null) {
      throw new BadLineException("Invalid JSON: there is more after the object");
    }
    return object;
  }

  private static Value value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    String text = token.isScalarValue() ? parser.getText() : "";
    StringWriter json = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(json)) {
      copy(parser, generator);
    }
    return new Value(token, text, json.toString());
  }

  private static void copy(JsonParser parser, JsonGenerator to) throws IOException {
    int depth = 0;
    do {
      JsonToken token = parser.currentToken();
      copyToken(parser, token, to);
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      }
    } while (depth > 0 && parser.nextToken() != null);
  }

  private static void copyToken(JsonParser parser, JsonToken token, JsonGenerator to)
      throws IOException {
    if (!token.isNumeric()) {
      to.copyCurrentEvent(parser);
    } else if (token == JsonToken.VALUE_NUMBER_FLOAT && parser.isNaN()) {
      to.writeString(parser.getText());
    } else {
      to.writeNumber(parser.getText());
    }
  }
}
