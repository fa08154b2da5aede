package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.cli.output.Amounts;
import dev.visionlog.v1.EntryError;
import java.util.List;

/** Figures as people read them. */
final class MetricText {
  private MetricText() {}

  static List<String> recorded(List<Long> ids) {
    long stored = ids.stream().filter(id -> id > 0).count();
    return List.of(Amounts.of(stored, "figure", "figures") + " recorded");
  }

  /** Says what was rejected; returns the exit code. */
  static int report(Session session, List<EntryError> errors) {
    errors.forEach(error -> session.notices().error(error.getStatus().getMessage()));
    return errors.isEmpty() ? ExitCodes.OK : ExitCodes.FAILURE;
  }

  /** With all its digits, and none that it does not have: {@code 0.81}, {@code 4096}. */
  static String number(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }
}
