package dev.visionlog.cli.command;

import com.google.protobuf.Message;
import dev.visionlog.cli.connection.CommandFailure;
import dev.visionlog.cli.connection.ExitCodes;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is deleted by age, and whether to ask. */
final class DeleteOptions {
  @Option(
      names = "--days-to-keep",
      paramLabel = "N",
      description = "In place of a filter: what is so many days old or older. 0 deletes all.")
  private @Nullable Integer daysToKeep;

  @Option(names = "--dry-run", description = "Only say how many.")
  private boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  /** Deletes, or only counts. */
  interface Call<A> {
    A delete(boolean onlyCount);
  }

  /** Wrong use ends the command before anything is asked for. */
  void check(String filter) {
    if (filter.isBlank() == (daysToKeep == null)) {
      throw CommandFailure.usage("Say what to delete: a filter, or --days-to-keep N");
    }
  }

  @Nullable Integer daysToKeep() {
    return daysToKeep;
  }

  /**
   * Deletes if it may; returns the exit code.
   *
   * @param amount what an answer speaks of, such as {@code 42 entries}
   */
  <A extends Message> int run(Session session, Call<A> call, Function<A, String> amount)
      throws IOException {
    if (dryRun) {
      A answer = call.delete(true);
      session.print(answer, () -> List.of(amount.apply(answer) + " would be deleted"));
      return ExitCodes.OK;
    }
    if (!yes && !isConfirmed(session, amount.apply(call.delete(true)))) {
      session.notices().info("Nothing was deleted");
      return ExitCodes.FAILURE;
    }
    A answer = call.delete(false);
    session.print(answer, () -> List.of(amount.apply(answer) + " deleted"));
    return ExitCodes.OK;
  }

  private static boolean isConfirmed(Session session, String amount) throws IOException {
    return new Confirmation(session).ask("Delete " + amount + " for good?");
  }
}
