package dev.visionlog.cli.output;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.visionlog.v1.LogEntry;

/** The extra data of an entry as one line of JSON, in whichever of its two forms it came. */
final class ExtraText {
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().omittingInsignificantWhitespace();

  private ExtraText() {}

  /** Empty if there is none. */
  static String of(LogEntry entry) {
    if (!entry.getExtraJson().isEmpty()) {
      return entry.getExtraJson();
    }
    if (!entry.hasExtraData()) {
      return "";
    }
    try {
      return PRINTER.print(entry.getExtraData());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("Extra data is not JSON", e);
    }
  }
}
