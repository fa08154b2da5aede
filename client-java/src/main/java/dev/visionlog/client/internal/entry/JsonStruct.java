package dev.visionlog.client.internal.entry;

import com.google.gson.stream.JsonReader;
import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON text as protobuf's values, whose numbers are doubles. */
final class JsonStruct {

  private JsonStruct() {}

  /** The values of an array. */
  static ListValue list(String json) {
    try (JsonReader reader = JsonSyntax.reader(json)) {
      return list(reader);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  private static ListValue list(JsonReader reader) throws IOException {
    ListValue.Builder list = ListValue.newBuilder();
    reader.beginArray();
    while (reader.hasNext()) {
      list.addValues(value(reader));
    }
    reader.endArray();
    return list.build();
  }

  private static Struct struct(JsonReader reader) throws IOException {
    Struct.Builder struct = Struct.newBuilder();
    reader.beginObject();
    while (reader.hasNext()) {
      struct.putFields(reader.nextName(), value(reader));
    }
    reader.endObject();
    return struct.build();
  }

  private static Value value(JsonReader reader) throws IOException {
    Value.Builder value = Value.newBuilder();
    switch (reader.peek()) {
      case BEGIN_ARRAY -> value.setListValue(list(reader));
      case BEGIN_OBJECT -> value.setStructValue(struct(reader));
      case STRING -> value.setStringValue(reader.nextString());
      case NUMBER -> value.setNumberValue(reader.nextDouble());
      case BOOLEAN -> value.setBoolValue(reader.nextBoolean());
      default -> {
        reader.nextNull();
        value.setNullValue(NullValue.NULL_VALUE);
      }
    }
    return value.build();
  }
}
