package dev.visionlog.bridge.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.visionlog.v1.LogLevel;
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
      FieldDescriptor field = message.getDescriptorForType().findFieldByName(each.getKey());
      if (field == null) {
        throw unknown(name, message.getDescriptorForType());
      }
      if (field.isRepeated()) {
        addAll(name, field, each.getValue(), message);
      } else {
        message.setField(field, value(name, field, each.getValue(), message));
      }
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
        check(value.canConvertToInt() && value.isIntegralNumber(), name, value, "a whole number");
        yield value.intValue();
      }
      case LONG -> {
        check(value.canConvertToLong() && value.isIntegralNumber(), name, value, "a whole number");
        yield value.longValue();
      }
      case STRING -> text(name, value);
      case ENUM -> level(name, text(name, value)).getValueDescriptor();
      case MESSAGE -> message(name, value, parent.newBuilderForField(field));
      case BOOLEAN, FLOAT, DOUBLE, BYTE_STRING ->
          throw new InvalidJsonException(name, "Field '" + name + "' cannot be set");
    };
  }

  private static Message message(String name, JsonNode value, Message.Builder message)
      throws InvalidJsonException {
    if (message instanceof Timestamp.Builder) {
      return time(name, text(name, value));
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

  private static LogLevel level(String name, String text) throws InvalidJsonException {
    return Levels.named(text)
        .orElseThrow(() -> new InvalidJsonException(name, Levels.invalid(text)));
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
                .map(FieldDescriptor::getName)
                .sorted()
                .collect(Collectors.joining(", ")));
  }
}
