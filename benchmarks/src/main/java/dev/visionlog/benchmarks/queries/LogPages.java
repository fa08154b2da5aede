package dev.visionlog.benchmarks.queries;

import static dev.visionlog.benchmarks.queries.Query.withGoal;

import com.google.protobuf.Timestamp;
import dev.visionlog.benchmarks.dataset.Kind;
import dev.visionlog.benchmarks.dataset.LogKind;
import dev.visionlog.v1.ExtraFormat;
import dev.visionlog.v1.GetLogRequest;
import dev.visionlog.v1.ListLogsRequest;
import dev.visionlog.v1.ListLogsResponse;
import dev.visionlog.v1.LogServiceGrpc.LogServiceBlockingStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Pages of log entries, 50 each. */
final class LogPages {
  private static final int PAGE = 50;
  private static final int FAR_PAGE = 20;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration SOME_ENTRIES_WITHIN = Duration.ofDays(30);

  private final LogServiceBlockingStub logs;
  private final Scene scene;

  LogPages(LogServiceBlockingStub logs, Scene scene) {
    this.logs = logs;
    this.scene = scene;
  }

  List<Query> all() {
    return List.of(
        page("page: no filter", Goals.INDEXED_PAGE, random -> ""),
        page("page: level", Goals.INDEXED_PAGE, random -> "level = " + scene.level(random)),
        page("page: a level that none has", Goals.INDEXED_PAGE, random -> "level = TRACE"),
        page("page: source", Goals.INDEXED_PAGE, scene::ofSource),
        page("page: source that is not there", Goals.INDEXED_PAGE, random -> "source = nobody"),
        page("page: camera", Goals.INDEXED_PAGE, scene::ofCamera),
        page("page: source and level", Goals.INDEXED_PAGE, this::sourceAndLevel),
        page(
            "page: camera, WARNING and above",
            Goals.INDEXED_PAGE,
            random -> scene.ofCamera(random) + " AND level >= WARNING"),
        withGoal(Goals.FIRST_ANSWER, "page: time range", this::timeRange),
        page("page: extra data, common value", Goals.FIRST_ANSWER, LogKind::commonExtra),
        page("page: extra data, rare value", Goals.FIRST_ANSWER, LogKind::rareExtra),
        page("page: logger", Goals.FIRST_ANSWER, this::logger),
        withGoal(Goals.FIRST_ANSWER, "page 20 by token", this::farPage),
        search("search: closed busy day", Goals.SEARCH_OF_CLOSED_DAY, scene.year().busyDay()),
        search("search: open busy day", Goals.SEARCH_OF_OPEN_DAY, scene.year().openDay()),
        page("search: one in a million, first answer", Goals.FIRST_ANSWER, random -> rareWord()),
        page("search: nowhere, first answer", Goals.FIRST_ANSWER, LogPages::wordOfNone),
        withGoal(Goals.FIRST_ANSWER, "entry by id", this::byId));
  }

  private String sourceAndLevel(SplittableRandom random) {
    return scene.ofSource(random) + " AND level = " + scene.level(random);
  }

  private String logger(SplittableRandom random) {
    return "logger = \"" + scene.logger(random) + "\"";
  }

  private static String rareWord() {
    return LogKind.RARE_WORD;
  }

  private static String wordOfNone(SplittableRandom random) {
    return "unobtainium" + random.nextInt(1_000_000);
  }

  private Query page(String name, Duration goal, Choice choice) {
    return withGoal(
        goal,
        name,
        random -> {
          ListLogsRequest request = request().setFilter(choice.filter(random)).build();
          return () -> outcome(logs.listLogs(request));
        });
  }

  private Supplier<Outcome> timeRange(SplittableRandom random) {
    Instant start = scene.time(random);
    ListLogsRequest request = between(start, start.plus(Scene.period(random))).build();
    return () -> outcome(logs.listLogs(request));
  }

  private Supplier<Outcome> farPage(SplittableRandom random) {
    ListLogsRequest.Builder request = between(scene.year().start(), scene.time(random));
    for (int page = 1; page < FAR_PAGE; page++) {
      request.setPageToken(logs.listLogs(request.build()).getNextPageToken());
    }
    return () -> outcome(logs.listLogs(request.build()));
  }

  /** All of a day, until the page is full. */
  private Query search(String name, Duration goal, Instant day) {
    return withGoal(
        goal,
        name,
        random -> {
          String job = LogKind.someJob(random);
          return () -> through(between(day, day.plus(DAY)).setSearch(job));
        });
  }

  private Outcome through(ListLogsRequest.Builder request) {
    long found = 0;
    ListLogsResponse answer;
    do {
      answer = logs.listLogs(request.build());
      found += answer.getEntriesCount();
      request.setPageToken(answer.getNextPageToken());
    } while (answer.hasSearchedUntil() && found < PAGE);
    return Outcome.of(found);
  }

  private Supplier<Outcome> byId(SplittableRandom random) {
    Instant before = scene.time(random).plus(SOME_ENTRIES_WITHIN);
    ListLogsRequest some = between(scene.year().start(), before).setPageSize(1).build();
    long id = logs.listLogs(some).getEntries(0).getId();
    GetLogRequest request = GetLogRequest.newBuilder().setId(id).build();
    return () -> Outcome.of(logs.getLog(request).hasEntry() ? 1 : 0);
  }

  private static ListLogsRequest.Builder request() {
    return ListLogsRequest.newBuilder()
        .setPageSize(PAGE)
        .setExtraFormat(ExtraFormat.EXTRA_FORMAT_JSON);
  }

  private static ListLogsRequest.Builder between(Instant start, Instant end) {
    return request().setStart(Kind.timestamp(start)).setEnd(Kind.timestamp(end));
  }

  private static Outcome outcome(ListLogsResponse answer) {
    Optional<Timestamp> until =
        answer.hasSearchedUntil() ? Optional.of(answer.getSearchedUntil()) : Optional.empty();
    return new Outcome(answer.getEntriesCount(), until.map(Scene::instant));
  }
}
