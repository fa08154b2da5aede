package dev.visionlog.bridge.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.io.IOException;
import java.util.Map;

/** JSON that came as messages. */
final class ValueJson {
  /** Whole numbers up to here are exact in a double. */
  private static final double EXACT = 9_007_199_254_740_992.0;

  private ValueJson() {}

  static void write(Value value, JsonGenerator json) throws IOException {
    switch (value.getKindCase()) {
      case STRING_VALUE -> json.writeString(value.getStringValue());
      case NUMBER_VALUE -> writeNumber(value.getNumberValue(), json);
      case BOOL_VALUE -> json.writeBoolean(value.getBoolValue());
      case STRUCT_VALUE -> write(value.getStructValue(), json);
      case LIST_VALUE -> write(value.getListValue(), json);
      case NULL_VALUE, KIND_NOT_SET -> json.writeNull();
    }
  }

  static void write(Struct struct, JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, Value> field : struct.getFieldsMap().entrySet()) {
      json.writeFieldName(field.getKey());
      write(field.getValue(), json);
    }
    json.writeEndObject();
  }

  static void write(ListValue list, JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (Value element : list.getValuesList()) {
      write(element, json);
    }
    json.writeEndArray();
  }

  /** A double; a whole number without a point, as people write it. */
  static void writeNumber(double number, JsonGenerator json) throws IOException {
    if (number == Math.rint(number) && Math.abs(number) <= EXACT) {
      json.writeNumber((long) number);
    } else {
      json.writeNumber(number);
    }
  }
}
