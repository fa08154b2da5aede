package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.Page;
import dev.visionlog.cli.output.Amounts;
import dev.visionlog.v1.ExtraFormat;
import dev.visionlog.v1.ListLogsRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
  @Mixin private Selection selection = new Selection();
  @Mixin private Range range = new Range();
  @Mixin private SearchOptions search = new SearchOptions();

  QueryCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    search.check();
    ListLogsRequest request = request();
    return search.run(
        session(),
        (size, token) -> Page.of(session().connection().logs().listLogs(at(request, size, token))),
        session().entries(search.format(), search.extra()),
        Amounts::entries);
  }

  private ListLogsRequest request() {
    ListLogsRequest.Builder request =
        ListLogsRequest.newBuilder()
            .setOrderBy(search.orderBy())
            .setWithTotal(search.withTotal())
            .setExtraFormat(ExtraFormat.EXTRA_FORMAT_JSON);
    selection.applyTo(request);
    range.start(session().timeArguments()).ifPresent(request::setStart);
    range.end(session().timeArguments()).ifPresent(request::setEnd);
    Integer page = search.page();
    if (page != null) {
      request.setPage(page);
    }
    return request.build();
  }

  /** The same search from the token on; a page's number is no part of it. */
  private static ListLogsRequest at(ListLogsRequest first, int size, String token) {
    ListLogsRequest.Builder request = first.toBuilder().setPageSize(size);
    return token.isEmpty() ? request.build() : request.clearPage().setPageToken(token).build();
  }
}
