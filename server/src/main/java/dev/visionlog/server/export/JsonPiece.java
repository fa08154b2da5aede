package dev.visionlog.server.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Parts of JSON files, in memory. */
final class JsonPiece {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private JsonPiece() {}

  /** Writes values one after another; what stands between them has to be written too. */
  interface Content {
    void writeTo(JsonGenerator json) throws IOException;
  }

  static byte[] of(Content content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.setRootValueSeparator(null);
      content.writeTo(json);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  /** Left out if it is empty. */
  static void text(JsonGenerator json, String field, String value) throws IOException {
    if (!value.isEmpty()) {
      json.writeStringField(field, value);
    }
  }

  /** Left out if there is none. */
  static void number(JsonGenerator json, String field, @Nullable Double value) throws IOException {
    if (value != null) {
      json.writeNumberField(field, value);
    }
  }

  /** JSON as it is; left out if there is none. */
  static void json(JsonGenerator json, String field, @Nullable String value) throws IOException {
    if (value != null) {
      json.writeFieldName(field);
      json.writeRawValue(value);
    }
  }
}
