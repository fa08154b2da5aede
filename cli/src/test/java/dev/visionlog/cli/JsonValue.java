package dev.visionlog.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A strictly parsed JSON value. Numbers keep every digit, as texts. */
record JsonValue(@Nullable Object value) {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  static JsonValue parse(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      JsonValue value = new JsonValue(read(parser));
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("More than one JSON value: " + text);
      }
      return value;
    } catch (IOException e) {
      throw new IllegalArgumentException("No JSON: " + text, e);
    }
  }

  /** The value below the keys; null if there is none. */
  JsonValue at(String... keys) {
    Object found = value;
    for (String key : keys) {
      found = found instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return new JsonValue(found);
  }

  /** The scalar below the keys as text; empty if there is none. */
  String text(String... keys) {
    Object found = at(keys).value;
    return found == null ? "" : found.toString();
  }

  long number(String... keys) {
    return Long.parseLong(text(keys));
  }

  /** The elements of the array below the keys. */
  List<JsonValue> list(String... keys) {
    return at(keys).value instanceof List<?> list
        ? list.stream().map(JsonValue::new).toList()
        : List.of();
  }

  /** The object without these keys. */
  JsonValue without(String... keys) {
    Map<Object, @Nullable Object> rest = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      rest.putAll(map);
    }
    rest.keySet().removeAll(List.of(keys));
    return new JsonValue(rest);
  }

  private static @Nullable Object read(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new IOException("The text ends too early");
    }
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_NULL -> null;
      default -> parser.getText();
    };
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      object.put(key, read(parser));
    }
    return object;
  }

  private static List<@Nullable Object> array(JsonParser parser) throws IOException {
    List<@Nullable Object> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(read(parser));
    }
    return array;
  }
}
