package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.Page;
import dev.visionlog.cli.output.Amounts;
import dev.visionlog.v1.ExtraFormat;
import dev.visionlog.v1.ListPredictionsRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "list",
    description = {
      "Finds predictions, newest first.",
      "",
      "A search that finds little goes on by itself until it has enough or has seen everything; on a terminal it shows"
          + " how far it has come. Ctrl-C stops it."
    },
    footer = {
      "",
      "Examples:",
      "  visionlog predictions list --defects --start 1h",
      "  visionlog predictions list 'confidence < 0.6 AND class:person' --camera 3 --limit 20",
      "  visionlog predictions list --failed --json | jq -r .error_message"
    })
final class PredictionsListCommand extends SessionCommand {
  @Mixin private PredictionSelection selection = new PredictionSelection();
  @Mixin private Range range = new Range();
  @Mixin private SearchOptions search = new SearchOptions();

  PredictionsListCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    search.check();
    ListPredictionsRequest request = request();
    return search.run(
        session(),
        (size, token) ->
            Page.of(session().connection().predictions().listPredictions(at(request, size, token))),
        session().predictions(search.format(), search.extra()),
        Amounts::predictions);
  }

  private ListPredictionsRequest request() {
    ListPredictionsRequest.Builder request =
        ListPredictionsRequest.newBuilder()
            .setFilter(selection.filter())
            .setOrderBy(search.orderBy())
            .setWithTotal(search.withTotal())
            .setExtraFormat(ExtraFormat.EXTRA_FORMAT_JSON);
    range.start(session().timeArguments()).ifPresent(request::setStart);
    range.end(session().timeArguments()).ifPresent(request::setEnd);
    Integer page = search.page();
    if (page != null) {
      request.setPage(page);
    }
    return request.build();
  }

  /** The same search from the token on; a page's number is no part of it. */
  private static ListPredictionsRequest at(ListPredictionsRequest first, int size, String token) {
    ListPredictionsRequest.Builder request = first.toBuilder().setPageSize(size);
    return token.isEmpty() ? request.build() : request.clearPage().setPageToken(token).build();
  }
}
