package dev.visionlog.benchmarks.queries;

import dev.visionlog.benchmarks.dataset.Kind;
import dev.visionlog.benchmarks.dataset.Loading;
import dev.visionlog.benchmarks.dataset.LogKind;
import dev.visionlog.benchmarks.dataset.Plant;
import dev.visionlog.benchmarks.dataset.PlantYear;
import dev.visionlog.benchmarks.dataset.PredictionKind;
import dev.visionlog.benchmarks.installation.Installation;
import dev.visionlog.v1.GetLogStatsRequest;
import dev.visionlog.v1.LogServiceGrpc;
import dev.visionlog.v1.LogServiceGrpc.LogServiceBlockingStub;
import dev.visionlog.v1.PredictionServiceGrpc;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A year of so many entries: loads it into a server, and measures what there is to measure. */
final class Step {
  private static final int PREDICTIONS_ONCE_IN = 10;
  private static final long MOST_EXPORTED = 1_000_000;
  private static final int EXPORT_ROUNDS = 3;
  private static final int WARM_UP_ROUNDS = 3;

  private final Installation installation;
  private final ManagedChannel channel;
  private final Plant plant = new Plant();
  private final long seed;
  private final long entries;
  private final PlantYear year;
  private final Report report;
  private final LogServiceBlockingStub logs;

  Step(
      Installation installation,
      ManagedChannel channel,
      long seed,
      Instant end,
      long entries,
      Report report) {
    this.installation = installation;
    this.channel = channel;
    this.seed = seed;
    this.entries = entries;
    this.year = new PlantYear(seed, end, entries);
    this.report = report;
    this.logs = LogServiceGrpc.newBlockingStub(channel);
  }

  void load(int writers) throws InterruptedException, IOException, SQLException {
    PlantYear ofPredictions = new PlantYear(seed, year.end(), entries / PREDICTIONS_ONCE_IN);
    double logRate = new Loading<>(channel, new LogKind(plant, seed), year).run(writers);
    double predictionRate =
        new Loading<>(channel, new PredictionKind(plant, seed), ofPredictions).run(writers);
    report.loaded(entries, logRate, predictionRate);
    check();
    try (Storage storage = new Storage(installation)) {
      long begun = System.nanoTime();
      storage.awaitIndexes();
      report.indexed(entries, Duration.ofNanos(System.nanoTime() - begun));
      storage.settle();
    }
  }

  private void check() {
    GetLogStatsRequest all =
        GetLogStatsRequest.newBuilder().setStart(Kind.timestamp(year.start())).build();
    long stored = logs.getLogStats(all).getStats().getTotalCount();
    if (stored != entries) {
      throw new IllegalStateException("%,d of %,d are stored".formatted(stored, entries));
    }
  }

  void measureSizes() throws IOException, SQLException {
    try (Storage storage = new Storage(installation)) {
      Map<String, Long> ofLogs = storage.logs();
      Map<String, Long> ofPredictions = storage.predictions();
      report.sizes(entries, "entry", entries, ofLogs);
      report.sizes(entries, "prediction", entries / PREDICTIONS_ONCE_IN, ofPredictions);
    }
  }

  /** All queries in each round, one after the other, so that what disturbs one disturbs all. */
  void measureQueries(int rounds) {
    Scene scene = new Scene(plant, year);
    List<Query> queries = new ArrayList<>();
    queries.addAll(new LogPages(logs, scene).all());
    queries.addAll(new LogCounts(logs, scene).all());
    queries.addAll(
        new PredictionQueries(PredictionServiceGrpc.newBlockingStub(channel), scene).all());
    List<Measured> all = queries.stream().map(Measured::new).toList();
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      all.forEach(each -> each.warmUp(random));
    }
    for (int round = 0; round < rounds; round++) {
      all.forEach(each -> each.measure(random));
    }
    all.forEach(each -> report.query(entries, each, year));
  }

  void measureExports() throws IOException, InterruptedException {
    boolean whole = entries <= MOST_EXPORTED;
    Instant dayAfter = year.busyDay().plus(Duration.ofDays(1));
    String busyDay = "time >= \"%s\" AND time < \"%s\"".formatted(year.busyDay(), dayAfter);
    Exports exports = new Exports(logs, installation.webPort(), whole ? "" : busyDay);
    long exported = whole ? entries : year.entriesOfBusyDay();
    for (Export each : exports.all()) {
      report.export(entries, each.name(), each.measure(EXPORT_ROUNDS).text(exported));
    }
  }
}
