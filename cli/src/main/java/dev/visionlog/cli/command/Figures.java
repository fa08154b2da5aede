package dev.visionlog.cli.command;

import com.google.protobuf.Timestamp;
import dev.visionlog.cli.output.TimeArgument;
import dev.visionlog.cli.output.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is to be recorded: {@code NAME=VALUE}, and when it was measured. */
final class Figures {
  @Parameters(
      arity = "1..*",
      paramLabel = "NAME=VALUE",
      description = "What was measured, and what came of it.")
  private List<String> figures = new ArrayList<>();

  @Option(
      names = "--time",
      paramLabel = "TIME",
      description = "When it was measured; the server's time if not given.")
  private @Nullable String time;

  record Figure(String name, double value) {}

  List<Figure> all() {
    return figures.stream().map(Figures::parse).toList();
  }

  Optional<Timestamp> time(TimeArgument times) {
    return Optional.ofNullable(time).map(times::past).map(TimeText::timestamp);
  }

  private static Figure parse(String text) {
    int equals = text.lastIndexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("Invalid figure '" + text + "'. Write it as mAP50=0.81");
    }
    return new Figure(text.substring(0, equals), number(text.substring(equals + 1), text));
  }

  private static double number(String value, String text) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Invalid figure '" + text + "'. '" + value + "' is no number", e);
    }
  }
}
