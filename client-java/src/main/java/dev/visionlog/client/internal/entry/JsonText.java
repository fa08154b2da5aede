package dev.visionlog.client.internal.entry;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values as JSON text. Integers and decimals keep all their digits; NaN and infinities, which JSON
 * has not, become texts.
 */
public final class JsonText {
  private static final int INITIAL_LENGTH = 256;

  private JsonText() {}

  /** The text of any value; null for null. */
  public static @Nullable String of(@Nullable Object value) {
    return value == null ? null : write(Values.snapshot(value));
  }

  /** The text of a snapshot. */
  static String write(@Nullable Object value) {
    StringBuilder text = new StringBuilder(INITIAL_LENGTH);
    try (JsonWriter json = new JsonWriter(new BuilderWriter(text))) {
      json.setSerializeNulls(true);
      writeValue(json, value);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
    return text.toString();
  }

  /** The text; a mark in its place if it is longer than a limit in characters. */
  static String bounded(String json, int maxLength) {
    return json.length() <= maxLength ? json : mark(json.length());
  }

  private static String mark(int length) {
    return "{\"visionlog_cut\":\"a value of " + length + " characters was left out\"}";
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
