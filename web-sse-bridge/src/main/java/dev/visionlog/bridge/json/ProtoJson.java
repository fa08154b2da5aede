package dev.visionlog.bridge.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import dev.visionlog.v1.LogEntry;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Writes messages as proto JSON (https://protobuf.dev/programming-guides/json/) with the names of
 * the contract, {@code snake_case}, and two differences: 64-bit integers are numbers, as in exports
 * and as JavaScript expects ids and counts; and {@code extra_json} appears as {@code extra_data},
 * the object itself, digit for digit, as other fields do whose text is JSON. Numbers, booleans and
 * lists are always there, unless they are optional; texts, levels, times and other messages only if
 * they are set. An entry's message is always there.
 */
public final class ProtoJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(com.fasterxml.jackson.core.StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();
  private static final String MESSAGE = "message";

  private ProtoJson() {}

  /** A generator that does not close what it writes to. */
  public static JsonGenerator generator(ByteString.Output out) throws IOException {
    return FACTORY.createGenerator(out).setRootValueSeparator(null);
  }

  /** The message as text. */
  public static String text(Message message) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      write(message, json);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toString();
  }

  /** Writes the message as one value. */
  public static void write(MessageOrBuilder message, JsonGenerator json) throws IOException {
    json.writeStartObject();
    writeFields(message, json);
    json.writeEndObject();
  }

  /** Writes the fields alone, for an object that has others too. */
  public static void writeFields(MessageOrBuilder message, JsonGenerator json) throws IOException {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (isShown(message, field)) {
        writeField(message, field, json);
      }
    }
  }

  private static boolean isShown(MessageOrBuilder message, FieldDescriptor field) {
    if (field.isRepeated()) {
      return true;
    }
    return message.hasField(field) || (!field.hasPresence() && isAlwaysShown(message, field));
  }

  private static boolean isAlwaysShown(MessageOrBuilder message, FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case INT, LONG, FLOAT, DOUBLE, BOOLEAN -> true;
      case STRING -> message instanceof LogEntry && field.getName().equals(MESSAGE);
      case ENUM, BYTE_STRING, MESSAGE -> false;
    };
  }

  private static void writeField(
      MessageOrBuilder message, FieldDescriptor field, JsonGenerator json) throws IOException {
    Optional<String> raw = JsonNames.ofRaw(field);
    if (raw.isPresent()) {
      json.writeFieldName(raw.get());
      json.writeRawValue((String) message.getField(field));
      return;
    }
    json.writeFieldName(JsonNames.of(field));
    if (field.isMapField()) {
      writeMap(field, (List<?>) message.getField(field), json);
    } else if (field.isRepeated()) {
      json.writeStartArray();
      for (Object element : (List<?>) message.getField(field)) {
        writeValue(field, element, json);
      }
      json.writeEndArray();
    } else {
      writeValue(field, message.getField(field), json);
    }
  }

  private static void writeMap(FieldDescriptor field, List<?> entries, JsonGenerator json)
      throws IOException {
    FieldDescriptor key = field.getMessageType().findFieldByNumber(1);
    FieldDescriptor value = field.getMessageType().findFieldByNumber(2);
    json.writeStartObject();
    for (Object each : entries) {
      Message entry = (Message) each;
      json.writeFieldName(String.valueOf(entry.getField(key)));
      writeValue(value, entry.getField(value), json);
    }
    json.writeEndObject();
  }

  private static void writeValue(FieldDescriptor field, Object value, JsonGenerator json)
      throws IOException {
    switch (field.getJavaType()) {
      case INT -> json.writeNumber((Integer) value);
      case LONG -> json.writeNumber((Long) value);
      case FLOAT -> json.writeNumber((Float) value);
      case DOUBLE -> ValueJson.writeNumber((Double) value, json);
      case BOOLEAN -> json.writeBoolean((Boolean) value);
      case STRING -> json.writeString((String) value);
      case BYTE_STRING -> json.writeBinary(((ByteString) value).toByteArray());
      case ENUM -> json.writeString(((EnumValueDescriptor) value).getName());
      case MESSAGE -> writeMessage((Message) value, json);
    }
  }

  private static void writeMessage(Message value, JsonGenerator json) throws IOException {
    if (value instanceof Timestamp time) {
      json.writeString(instant(time).toString());
    } else if (value instanceof Duration duration) {
      json.writeString(com.google.protobuf.util.Durations.toString(duration));
    } else if (value instanceof Struct struct) {
      ValueJson.write(struct, json);
    } else if (value instanceof ListValue list) {
      ValueJson.write(list, json);
    } else if (value instanceof Value any) {
      ValueJson.write(any, json);
    } else {
      write(value, json);
    }
  }

  /** The same moment. */
  public static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
