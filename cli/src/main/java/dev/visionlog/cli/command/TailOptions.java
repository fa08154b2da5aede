package dev.visionlog.cli.command;

import com.google.protobuf.Timestamp;
import dev.visionlog.cli.connection.CommandFailure;
import dev.visionlog.cli.connection.Filters;
import dev.visionlog.cli.output.EntryFormat;
import dev.visionlog.cli.output.Renderer;
import dev.visionlog.cli.output.TimeText;
import dev.visionlog.cli.tailing.TailFollower;
import dev.visionlog.cli.tailing.Tailed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to follow something. */
final class TailOptions {
  @Option(
      names = {"-n", "--backlog"},
      paramLabel = "N",
      description = "First show up to so many of the last.")
  private int backlog;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "First show what is since 10m (ago) or since a time, oldest first.")
  private @Nullable String since;

  @Option(
      names = "--after-position",
      paramLabel = "POSITION",
      description = "Resume after this position, as --json shows it. 0: everything there is.")
  private @Nullable Long afterPosition;

  @Option(names = "--count", paramLabel = "N", description = "End after so many.")
  private long count;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "compact (the default), full or json.")
  private EntryFormat format = EntryFormat.COMPACT;

  @Option(names = "--extra", description = "Show the extra data in the compact format too.")
  private boolean extra;

  @Option(
      names = "--fill-gaps",
      description = "Fetch what the server left out because this tail read too slowly.")
  private boolean fillGaps;

  @Option(names = "--wait", description = "Also wait for a server that is not there yet.")
  private boolean wait;

  @Option(
      names = "--max-silence",
      paramLabel = "TIME",
      description =
          "Reconnect when nothing was heard for so long, not even a heartbeat; 1m by default.")
  private Duration maxSilence = Duration.ofMinutes(1);

  EntryFormat format() {
    return format;
  }

  boolean extra() {
    return extra;
  }

  /** Goes on until enough was seen, or the user interrupts. */
  <E> void follow(Session session, Tailed<E> tailed, String filter, Renderer<E> renderer) {
    checkOptions();
    boolean json = session.json() || format == EntryFormat.JSON;
    TailPrinter<E> printer =
        new TailPrinter<>(session, tailed, filter, renderer, json, fillGaps, count);
    TailFollower<E> follower =
        new TailFollower<>(
            tailed,
            filter,
            session.server(),
            session.interruption(),
            session.backoff(),
            printer,
            maxSilence,
            wait);
    Long from =
        since == null ? afterPosition : showSince(session, since, filter, follower, printer);
    follower.follow(from, backlog);
  }

  /**
   * Shows what lies between the time and the position of this moment, and returns that position.
   */
  private static <E> Long showSince(
      Session session,
      String time,
      String filter,
      TailFollower<E> follower,
      TailPrinter<E> printer) {
    Timestamp start = TimeText.timestamp(session.timeArguments().past(time));
    long now = follower.currentPosition();
    printer.fetch(Filters.and(filter, "position <= " + now), start);
    return now;
  }

  private void checkOptions() {
    int starts = (backlog > 0 ? 1 : 0) + (since != null ? 1 : 0) + (afterPosition != null ? 1 : 0);
    if (starts > 1) {
      throw CommandFailure.usage(
          "Only one of --backlog, --since and --after-position can be given");
    }
  }
}
