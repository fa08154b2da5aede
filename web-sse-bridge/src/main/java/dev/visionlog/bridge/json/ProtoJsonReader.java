package dev.visionlog.bridge.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.JsonFormat;
import dev.visionlog.v1.LogLevel;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads messages in the form in which {@link ProtoJson} writes them. Strict: an unknown name, a
 * null and a value of another type are errors that say where.
 */
public final class ProtoJsonReader {
  private ProtoJsonReader() {}

  /** Sets the fields that the object has. */
  public static void merge(ObjectNode json, Message.Builder message) throws InvalidJsonException {
    merge("", json, message);
  }

  private static void merge(String path, ObjectNode json, Message.Builder message)
      throws InvalidJsonException {
    for (Map.Entry<String, JsonNode> each : json.properties()) {
      String name = path + each.getKey();
      merge(name, field(name, each.getKey(), message), each.getValue(), message);
    }
  }

  /** Sets the field of this name. */
  static void merge(String name, JsonNode value, Message.Builder message)
      throws InvalidJsonException {
    merge(name, field(name, name, message), value, message);
  }

  private static FieldDescriptor field(String path, String name, Message.Builder message)
      throws InvalidJsonException {
    Descriptor type = message.getDescriptorForType();
    return JsonNames.find(type, name).orElseThrow(() -> unknown(path, type));
  }

  private static void merge(
      String name, FieldDescriptor field, JsonNode value, Message.Builder message)
      throws InvalidJsonException {
    if (field.isRepeated()) {
      addAll(name, field, value, message);
    } else {
      message.setField(field, value(name, field, value, message));
    }
  }

  private static void addAll(
      String name, FieldDescriptor field, JsonNode list, Message.Builder message)
      throws InvalidJsonException {
    if (!list.isArray()) {
      throw wrong(name, list, "a list");
    }
    for (int i = 0; i < list.size(); i++) {
      message.addRepeatedField(field, value(name + "[" + i + "]", field, list.get(i), message));
    }
  }

  private static Object value(
      String name, FieldDescriptor field, JsonNode value, Message.Builder parent)
      throws InvalidJsonException {
    return switch (field.getJavaType()) {
      case INT -> {
        check(value.isIntegralNumber() && value.canConvertToInt(), name, value, "a whole number");
        yield value.intValue();
      }
      case LONG -> {
        check(value.isIntegralNumber() && value.canConvertToLong(), name, value, "a whole number");
        yield value.longValue();
      }
      case STRING -> text(name, value);
      case ENUM -> choice(name, field.getEnumType(), text(name, value));
      case MESSAGE -> message(name, value, parent.newBuilderForField(field));
      case BOOLEAN -> {
        check(value.isBoolean(), name, value, "true or false");
        yield value.booleanValue();
      }
      case DOUBLE -> {
        check(value.isNumber() && Double.isFinite(value.doubleValue()), name, value, "a number");
        yield value.doubleValue();
      }
      case BYTE_STRING -> bytes(name, value);
      case FLOAT -> throw new InvalidJsonException(name, "Field '" + name + "' cannot be set");
    };
  }

  private static Message message(String name, JsonNode value, Message.Builder message)
      throws InvalidJsonException {
    if (message instanceof Timestamp.Builder) {
      return time(name, text(name, value));
    }
    if (message instanceof ListValue.Builder list) {
      check(value.isArray(), name, value, "a list");
      return parsed(value, list).build();
    }
    if (!(value instanceof ObjectNode object)) {
      throw wrong(name, value, "an object");
    }
    merge(name + ".", object, message);
    return message.build();
  }

  private static Timestamp time(String name, String text) throws InvalidJsonException {
    return IsoTime.parse(text)
        .map(IsoTime::timestamp)
        .orElseThrow(() -> new InvalidJsonException(name, IsoTime.invalid(name, text)));
  }

  private static <B extends Message.Builder> B parsed(JsonNode value, B message)
      throws InvalidJsonException {
    try {
      JsonFormat.parser().merge(value.toString(), message);
      return message;
    } catch (InvalidProtocolBufferException tooDeep) {
      throw new InvalidJsonException("body", "The body is nested too deeply");
    }
  }

  private static ByteString bytes(String name, JsonNode value) throws InvalidJsonException {
    check(value.isTextual(), name, value, "base64");
    try {
      return ByteString.copyFrom(value.binaryValue());
    } catch (IOException notBase64) {
      throw wrong(name, value, "base64");
    }
  }

  private static EnumValueDescriptor choice(String name, EnumDescriptor type, String text)
      throws InvalidJsonException {
    if (type.equals(LogLevel.getDescriptor())) {
      return Levels.named(text)
          .orElseThrow(() -> new InvalidJsonException(name, Levels.invalid(text)))
          .getValueDescriptor();
    }
    EnumValueDescriptor value = type.findValueByName(text);
    if (value == null) {
      throw new InvalidJsonException(
          name,
          "Invalid "
              + name
              + " '"
              + beginning(text)
              + "'. Must be one of: "
              + type.getValues().stream()
                  .map(EnumValueDescriptor::getName)
                  .collect(Collectors.joining(", ")));
    }
    return value;
  }

  private static String text(String name, JsonNode value) throws InvalidJsonException {
    check(value.isTextual(), name, value, "a text");
    return value.textValue();
  }

  private static void check(boolean right, String name, JsonNode given, String allowed)
      throws InvalidJsonException {
    if (!right) {
      throw wrong(name, given, allowed);
    }
  }

  private static InvalidJsonException wrong(String name, JsonNode given, String allowed) {
    return new InvalidJsonException(
        name, "Invalid " + name + " '" + beginning(given.toString()) + "'. Must be " + allowed);
  }

  private static String beginning(String text) {
    return text.length() <= 50 ? text : text.substring(0, 50) + "…";
  }

  private static InvalidJsonException unknown(String name, Descriptor message) {
    return new InvalidJsonException(
        name,
        "Unknown field '"
            + name
            + "'. Known are: "
            + message.getFields().stream()
                .filter(field -> JsonNames.ofRaw(field).isEmpty())
                .map(JsonNames::of)
                .sorted()
                .collect(Collectors.joining(", ")));
  }
}
