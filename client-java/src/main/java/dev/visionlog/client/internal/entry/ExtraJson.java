package dev.visionlog.client.internal.entry;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes extra data as JSON text. Integers and decimals keep all their digits; NaN and infinities,
 * which JSON has not, become texts.
 */
final class ExtraJson {
  private static final int INITIAL_LENGTH = 256;

  private ExtraJson() {}

  /** The text; a mark in its place if it would be larger than a limit in characters. */
  static String write(Map<String, ? extends @Nullable Object> values, int maxLength) {
    StringBuilder text = new StringBuilder(INITIAL_LENGTH);
    try (JsonWriter json = new JsonWriter(new BuilderWriter(text))) {
      json.setSerializeNulls(true);
      writeMap(json, values);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
    return text.length() <= maxLength ? text.toString() : mark(text.length());
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

  /** Writes into a builder; unlike {@code StringWriter}, without a lock for each character. */
  private static final class BuilderWriter extends Writer {
    private final StringBuilder text;

    BuilderWriter(StringBuilder text) {
      this.text = text;
    }

    @Override
    public void write(int character) {
      text.append((char) character);
    }

    @Override
    public void write(char[] characters, int offset, int length) {
      text.append(characters, offset, length);
    }

    @Override
    public void write(String string, int offset, int length) {
      text.append(string, offset, offset + length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
