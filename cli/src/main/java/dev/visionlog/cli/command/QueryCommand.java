package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.CommandFailure;
import dev.visionlog.cli.connection.LogSearch;
import dev.visionlog.cli.output.Amounts;
import dev.visionlog.cli.output.EntryFormat;
import dev.visionlog.cli.output.EntryRenderer;
import dev.visionlog.v1.ExtraFormat;
import dev.visionlog.v1.ListLogsRequest;
import dev.visionlog.v1.ListLogsResponse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "query",
    description = {
      "Finds entries, newest first.",
      "",
      "A search that finds little goes on by itself until it has enough or has seen everything; on a terminal it shows"
          + " how far it has come. Ctrl-C stops it."
    },
    footer = {
      "",
      "Examples:",
      "  visionlog query 'level >= ERROR' --start 1h",
      "  visionlog query --camera 3 --search timeout --limit 20",
      "  visionlog query 'extra.retry_count > 2' --order asc --json | jq -r .message",
      "  visionlog query --level CRITICAL --start today --exit-code && page-someone"
    })
final class QueryCommand extends SessionCommand {
  private static final int LARGEST_PAGE = 1000;

  enum Order {
    ASC,
    DESC
  }

  @Mixin private Selection selection = new Selection();
  @Mixin private Range range = new Range();

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "At most so many entries; 100 by default, 0 for all.")
  private long limit = 100;

  @Option(
      names = "--page",
      paramLabel = "P",
      description = "The page of this number, from 1, of --limit entries.")
  private @Nullable Integer page;

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      description = "desc (newest first, the default) or asc.")
  private Order order = Order.DESC;

  @Option(names = "--total", description = "Also say how many entries match.")
  private boolean total;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "compact (the default), full or json.")
  private EntryFormat format = EntryFormat.COMPACT;

  @Option(names = "--extra", description = "Show the extra data in the compact format too.")
  private boolean extra;

  @Option(names = "--exit-code", description = "End with 3 if nothing matches.")
  private boolean exitCode;

  private boolean totalShown;

  QueryCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    checkOptions();
    EntryRenderer renderer = session().entries(format, extra);
    LogSearch search =
        new LogSearch(
            request -> session().connection().logs().listLogs(request), session().interruption());
    long found = search.run(request(), limit, answer -> show(answer, renderer));
    session().notices().clear();
    return foundOrNot(found > 0, exitCode);
  }

  private ListLogsRequest request() {
    ListLogsRequest.Builder request =
        ListLogsRequest.newBuilder()
            .setOrderBy(order == Order.ASC ? "time asc" : "time desc")
            .setWithTotal(total)
            .setExtraFormat(ExtraFormat.EXTRA_FORMAT_JSON);
    selection.applyTo(request);
    range.start(session().timeArguments()).ifPresent(request::setStart);
    range.end(session().timeArguments()).ifPresent(request::setEnd);
    if (page != null) {
      request.setPage(page);
    }
    return request.build();
  }

  private void show(ListLogsResponse answer, EntryRenderer renderer) {
    if (answer.getEntriesCount() > 0) {
      session().notices().clear();
    }
    if (total && !totalShown) {
      totalShown = true;
      showTotal(answer);
    }
    answer.getEntriesList().forEach(entry -> session().out().line(renderer.render(entry)));
    session().out().flush();
    if (answer.hasSearchedUntil() && !answer.getNextPageToken().isEmpty()) {
      session()
          .notices()
          .progress(
              () ->
                  "Searched as far as "
                      + session().times().seconds(answer.getSearchedUntil())
                      + " …");
    }
  }

  /** For programs the first line of the stream; for people a note beside it. */
  private void showTotal(ListLogsResponse answer) {
    if (session().json() || format == EntryFormat.JSON) {
      session()
          .out()
          .line(
              String.format(
                  "{\"total_size\":\"%d\",\"total_is_lower_bound\":%b}",
                  answer.getTotalSize(), answer.getTotalIsLowerBound()));
    } else {
      String bound = answer.getTotalIsLowerBound() ? "At least " : "";
      session()
          .notices()
          .info(
              bound
                  + Amounts.entries(answer.getTotalSize())
                  + (answer.getTotalSize() == 1 ? " matches" : " match"));
    }
  }

  private void checkOptions() {
    if (limit < 0) {
      throw CommandFailure.usage("--limit must be 0 or more");
    }
    if (page != null && (page < 1 || limit < 1 || limit > LARGEST_PAGE)) {
      throw CommandFailure.usage("With --page, the page must be 1 or more and --limit 1 to 1000");
    }
  }
}
