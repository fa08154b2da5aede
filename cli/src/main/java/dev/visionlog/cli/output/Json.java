package dev.visionlog.cli.output;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;

/**
 * Proto JSON with the contract's field names. 64-bit integers are strings, as proto JSON has it.
 */
public final class Json {
  private static final JsonFormat.Printer LINE =
      JsonFormat.printer().preservingProtoFieldNames().omittingInsignificantWhitespace();
  private static final JsonFormat.Printer DOCUMENT =
      JsonFormat.printer().preservingProtoFieldNames().alwaysPrintFieldsWithNoPresence();

  private Json() {}

  /** In one line, without empty fields. */
  public static String line(MessageOrBuilder message) {
    return print(LINE, message);
  }

  /**
   * An object with one more field, whose value is JSON already, so that no integer in it loses a
   * digit.
   *
   * @param value left out if it is empty
   */
  public static String with(String object, String field, String value) {
    if (value.isEmpty()) {
      return object;
    }
    String head = object.substring(0, object.length() - 1);
    return head + (head.endsWith("{") ? "" : ",") + "\"" + field + "\":" + value + "}";
  }

  /** In several lines, with every field, so that a script finds a 0 where there is one. */
  public static String document(MessageOrBuilder message) {
    return print(DOCUMENT, message);
  }

  private static String print(JsonFormat.Printer printer, MessageOrBuilder message) {
    try {
      return printer.print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(
          "No JSON for " + message.getDescriptorForType().getName(), e);
    }
  }
}
