package dev.visionlog.client.internal.entry;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes extra data as JSON text. Integers and decimals keep all their digits; NaN and infinities,
 * which JSON has not, become texts.
 */
final class ExtraJson {

  private ExtraJson() {}

  /** The text; a mark in its place if it would be larger than a limit in characters. */
  static String write(Map<String, ? extends @Nullable Object> values, int maxLength) {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.setSerializeNulls(true);
      writeMap(json, values);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
    int length = text.getBuffer().length();
    return length <= maxLength ? text.toString() : mark(length);
  }

  private static String mark(int length) {
    return "{\"visionlog_cut\":\"extra data of " + length + " characters was left out\"}";
  }

  private static void writeMap(JsonWriter json, Map<?, ?> values) throws IOException {
    json.beginObject();
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      json.name(String.valueOf(entry.getKey()));
      writeValue(json, entry.getValue());
    }
    json.endObject();
  }

  private static void writeValue(JsonWriter json, @Nullable Object value) throws IOException {
    if (value == null) {
      json.nullValue();
    } else if (value instanceof Boolean bool) {
      json.value(bool);
    } else if (value instanceof Number number && isFinite(number)) {
      json.value(number);
    } else if (value instanceof Map<?, ?> map) {
      writeMap(json, map);
    } else if (value instanceof List<?> list) {
      json.beginArray();
      for (Object element : list) {
        writeValue(json, element);
      }
      json.endArray();
    } else {
      json.value(Values.text(value));
    }
  }

  private static boolean isFinite(Number number) {
    if (number instanceof Double || number instanceof Float) {
      return Double.isFinite(number.doubleValue());
    }
    return true;
  }
}
