package dev.visionlog.cli.command;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Labels of a figure, or labels that a figure must have. */
final class Labels {
  /** What JSON has besides texts; a text in quotes is taken for what it says. */
  private static final Pattern LITERAL =
      Pattern.compile("true|false|null|-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d+)?|\".*\"|[\\[{].*");

  @Option(
      names = "--label",
      paramLabel = "NAME=VALUE",
      description =
          "A label, such as host=edge-1. Numbers, true and false are taken as such; a text of that form goes in quotes."
              + " Can be given several times.")
  private List<String> labels = new ArrayList<>();

  Struct struct() {
    Struct.Builder struct = Struct.newBuilder();
    for (String label : labels) {
      int equals = label.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "Invalid label '" + label + "'. Write it as host=edge-1");
      }
      struct.putFields(label.substring(0, equals), value(label.substring(equals + 1)));
    }
    return struct.build();
  }

  private static Value value(String text) {
    Value.Builder value = Value.newBuilder();
    if (!LITERAL.matcher(text).matches()) {
      return value.setStringValue(text).build();
    }
    try {
      JsonFormat.parser().merge(text, value);
      return value.build();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("Invalid label value '" + text + "'", e);
    }
  }
}
