package dev.visionlog.cli.command;

import com.google.protobuf.Timestamp;
import dev.visionlog.cli.output.TimeArgument;
import dev.visionlog.cli.output.TimeText;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A span of time. */
final class Range {
  @Option(
      names = {"--start", "--since"},
      paramLabel = "TIME",
      description =
          "From this time on: 10m (ago), today, 14:30, 2026-01-31, 2026-01-31T14:30, with or without an offset.")
  private @Nullable String start;

  @Option(
      names = {"--end", "--until"},
      paramLabel = "TIME",
      description = "Before this time.")
  private @Nullable String end;

  Optional<Timestamp> start(TimeArgument times) {
    return Optional.ofNullable(start).map(times::past).map(TimeText::timestamp);
  }

  Optional<Timestamp> end(TimeArgument times) {
    return Optional.ofNullable(end).map(times::past).map(TimeText::timestamp);
  }

  /** The range as terms of a filter; empty if it is open on both sides. */
  String filter(TimeArgument times) {
    String from = start == null ? "" : "time >= \"" + instant(times, start) + "\"";
    String to = end == null ? "" : "time < \"" + instant(times, end) + "\"";
    return from.isEmpty() || to.isEmpty() ? from + to : from + " AND " + to;
  }

  private static Instant instant(TimeArgument times, String text) {
    return times.past(text);
  }
}
