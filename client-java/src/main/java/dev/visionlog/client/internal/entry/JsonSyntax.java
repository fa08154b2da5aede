package dev.visionlog.client.internal.entry;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/** Whether a caller's text is JSON. Null is allowed. */
public final class JsonSyntax {

  private JsonSyntax() {}

  /**
   * @throws IllegalArgumentException that names the field, if it is not one JSON value
   */
  public static void check(String field, @Nullable String json) {
    if (json != null) {
      read(field, json);
    }
  }

  /**
   * @throws IllegalArgumentException that names the field, if it is not a JSON array
   */
  public static void checkArray(String field, @Nullable String json) {
    if (json != null && read(field, json) != JsonToken.BEGIN_ARRAY) {
      throw new IllegalArgumentException("Invalid " + field + ". Must be a JSON array");
    }
  }

  /** What it begins with. */
  private static JsonToken read(String field, String json) {
    try (JsonReader reader = reader(json)) {
      JsonToken first = reader.peek();
      reader.skipValue();
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new IOException("something follows the value");
      }
      return first;
    } catch (IOException | IllegalStateException notJson) {
      throw new IllegalArgumentException(
          "Invalid " + field + ". Must be JSON: " + notJson.getMessage(), notJson);
    }
  }

  static JsonReader reader(String json) {
    JsonReader reader = new JsonReader(new StringReader(json));
    reader.setStrictness(Strictness.STRICT);
    return reader;
  }
}
