package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.CommandFailure;
import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.cli.connection.Filters;
import dev.visionlog.cli.output.EntryFormat;
import dev.visionlog.cli.output.TimeText;
import dev.visionlog.cli.tailing.TailFollower;
import dev.visionlog.v1.ExtraFormat;
import dev.visionlog.v1.ListLogsRequest;
import dev.visionlog.v1.TailLogsRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "tail",
    description = {
      "Follows what is being stored.",
      "",
      "A lost connection is opened again by itself, and the tail goes on exactly where it stopped."
    },
    footer = {
      "",
      "Examples:",
      "  visionlog tail",
      "  visionlog tail --min-level WARNING --backlog 20",
      "  visionlog tail 'camera_id = 3 AND extra.fps < 10' --extra",
      "  visionlog tail --since 10m --json | jq -r .message"
    })
final class TailCommand extends SessionCommand {
  @Mixin private Selection selection = new Selection();

  @Option(
      names = {"-n", "--backlog"},
      paramLabel = "N",
      description = "First show up to so many of the last entries.")
  private int backlog;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "First show what was logged since 10m (ago) or since a time, oldest first.")
  private @Nullable String since;

  @Option(
      names = "--after-position",
      paramLabel = "POSITION",
      description = "Resume after this position, as --json shows it. 0: everything there is.")
  private @Nullable Long afterPosition;

  @Option(names = "--count", paramLabel = "N", description = "End after so many entries.")
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
      description = "Fetch entries that the server left out because this tail read too slowly.")
  private boolean fillGaps;

  @Option(names = "--wait", description = "Also wait for a server that is not there yet.")
  private boolean wait;

  @Option(
      names = "--max-silence",
      paramLabel = "TIME",
      description =
          "Reconnect when nothing was heard for so long, not even a heartbeat; 1m by default.")
  private Duration maxSilence = Duration.ofMinutes(1);

  TailCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    checkOptions();
    String filter = selection.filter();
    boolean json = session().json() || format == EntryFormat.JSON;
    TailPrinter printer =
        new TailPrinter(session(), filter, session().entries(format, extra), json, fillGaps, count);
    TailFollower follower =
        new TailFollower(
            session().connection(),
            session().interruption(),
            session().backoff(),
            printer,
            maxSilence,
            wait);
    TailLogsRequest.Builder request =
        TailLogsRequest.newBuilder()
            .setFilter(filter)
            .setExtraFormat(ExtraFormat.EXTRA_FORMAT_JSON);
    if (since != null) {
      request.setAfterPosition(showSince(since, filter, follower, printer));
    } else if (afterPosition != null) {
      request.setAfterPosition(afterPosition);
    } else {
      request.setBacklog(backlog);
    }
    follower.follow(request.build());
    return ExitCodes.OK;
  }

  /**
   * Shows what lies between the time and the position of this moment, and returns that position.
   */
  private long showSince(String time, String filter, TailFollower follower, TailPrinter printer) {
    ListLogsRequest.Builder history =
        ListLogsRequest.newBuilder()
            .setStart(TimeText.timestamp(session().timeArguments().past(time)));
    long now = follower.currentPosition(filter);
    printer.fetch(history.setFilter(Filters.and(filter, "position <= " + now)).build());
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
