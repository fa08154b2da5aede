package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.CommandFailure;
import dev.visionlog.cli.connection.Page;
import dev.visionlog.cli.connection.Search;
import dev.visionlog.cli.output.EntryFormat;
import dev.visionlog.cli.output.Renderer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much of a search is shown, and how. */
final class SearchOptions {
  private static final int LARGEST_PAGE = 1000;

  enum Order {
    ASC,
    DESC
  }

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "At most so many; 100 by default, 0 for all.")
  private long limit = 100;

  @Option(
      names = "--page",
      paramLabel = "P",
      description = "The page of this number, from 1, of --limit each.")
  private @Nullable Integer page;

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      description = "desc (newest first, the default) or asc.")
  private Order order = Order.DESC;

  @Option(names = "--total", description = "Also say how many match.")
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

  EntryFormat format() {
    return format;
  }

  boolean extra() {
    return extra;
  }

  /** The contract's words for the order. */
  String orderBy() {
    return order == Order.ASC ? "time asc" : "time desc";
  }

  boolean withTotal() {
    return total;
  }

  @Nullable Integer page() {
    return page;
  }

  /** Wrong use ends the command before anything is asked for. */
  void check() {
    if (limit < 0) {
      throw CommandFailure.usage("--limit must be 0 or more");
    }
    if (page != null && (page < 1 || limit < 1 || limit > LARGEST_PAGE)) {
      throw CommandFailure.usage("With --page, the page must be 1 or more and --limit 1 to 1000");
    }
  }

  /**
   * Searches and prints; returns the exit code.
   *
   * @param amount so many of them, for people
   */
  <E> int run(
      Session session, Search.Pages<E> pages, Renderer<E> renderer, LongFunction<String> amount) {
    Search<E> search = new Search<>(pages, session.interruption());
    long found = search.run(limit, answer -> show(session, answer, renderer, amount));
    session.notices().clear();
    return SessionCommand.foundOrNot(found > 0, exitCode);
  }

  private <E> void show(
      Session session, Page<E> answer, Renderer<E> renderer, LongFunction<String> amount) {
    if (!answer.found().isEmpty()) {
      session.notices().clear();
    }
    if (total && !totalShown) {
      totalShown = true;
      showTotal(session, answer, amount);
    }
    answer.found().forEach(item -> session.out().line(renderer.render(item)));
    session.out().flush();
    var searched = answer.searchedUntil();
    if (searched != null && !answer.nextToken().isEmpty()) {
      session
          .notices()
          .progress(() -> "Searched as far as " + session.times().seconds(searched) + " …");
    }
  }

  /** For programs the first line of the stream; for people a note beside it. */
  private void showTotal(Session session, Page<?> answer, LongFunction<String> amount) {
    if (session.json() || format == EntryFormat.JSON) {
      session
          .out()
          .line(
              String.format(
                  "{\"total_size\":\"%d\",\"total_is_lower_bound\":%b}",
                  answer.total(), answer.totalIsLowerBound()));
    } else {
      String bound = answer.totalIsLowerBound() ? "At least " : "";
      String verb = answer.total() == 1 ? " matches" : " match";
      session.notices().info(bound + amount.apply(answer.total()) + verb);
    }
  }
}
