package dev.visionlog.server.service;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import dev.visionlog.server.text.ExtraJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Extra data as a Struct and as JSON text. */
final class StructJson {
  /** Integers up to here are exact in a double. */
  private static final double EXACT = 9_007_199_254_740_992.0;

  private StructJson() {}

  static String toJson(Struct struct, ExtraJson json) {
    try {
      return json.write(sink -> writeObject(struct, sink));
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  static String toJson(Value value, ExtraJson json) {
    try {
      return json.write(sink -> write(value, sink));
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  static Value toValue(String json) {
    try {
      Value.Builder value = Value.newBuilder();
      JsonFormat.parser().merge(json, value);
      return value.build();
    } catch (InvalidProtocolBufferException error) {
      throw new IllegalStateException("Stored JSON is none", error);
    }
  }

  static Struct toStruct(String json) {
    try {
      Struct.Builder struct = Struct.newBuilder();
      JsonFormat.parser().merge(json, struct);
      return struct.build();
    } catch (InvalidProtocolBufferException error) {
      throw new IllegalStateException("Stored extra data is no JSON object", error);
    }
  }

  private static void writeObject(Struct struct, ExtraJson.Sink sink) throws IOException {
    if (!sink.start(true)) {
      return;
    }
    for (Map.Entry<String, Value> field : struct.getFieldsMap().entrySet()) {
      sink.name(field.getKey());
      write(field.getValue(), sink);
    }
    sink.end();
  }

  private static void write(Value value, ExtraJson.Sink sink) throws IOException {
    switch (value.getKindCase()) {
      case STRING_VALUE -> sink.text(value.getStringValue());
      case NUMBER_VALUE -> writeNumber(value.getNumberValue(), sink);
      case BOOL_VALUE -> sink.bool(value.getBoolValue());
      case STRUCT_VALUE -> writeObject(value.getStructValue(), sink);
      case LIST_VALUE -> {
        if (sink.start(false)) {
          for (Value element : value.getListValue().getValuesList()) {
            write(element, sink);
          }
          sink.end();
        }
      }
      case NULL_VALUE, KIND_NOT_SET -> sink.nothing();
    }
  }

  /** JSON has no NaN and no infinities: they become texts, as in the JSON of protobuf's doubles. */
  private static void writeNumber(double number, ExtraJson.Sink sink) throws IOException {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      sink.text(Double.toString(number));
    } else if (number == Math.rint(number) && Math.abs(number) <= EXACT) {
      sink.number(Long.toString((long) number));
    } else {
      sink.number(Double.toString(number));
    }
  }
}
