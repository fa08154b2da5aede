package dev.visionlog.benchmarks.queries;

import static dev.visionlog.benchmarks.queries.Query.withGoal;
import static dev.visionlog.benchmarks.queries.Query.withoutGoal;

import dev.visionlog.benchmarks.dataset.Kind;
import dev.visionlog.benchmarks.dataset.PredictionKind;
import dev.visionlog.v1.ExtraFormat;
import dev.visionlog.v1.GetPredictionHistogramRequest;
import dev.visionlog.v1.GetPredictionStatsRequest;
import dev.visionlog.v1.ListPredictionsRequest;
import dev.visionlog.v1.ListPredictionsResponse;
import dev.visionlog.v1.PredictionServiceGrpc.PredictionServiceBlockingStub;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Pages and statistics of predictions. */
final class PredictionQueries {
  private static final int PAGE = 50;

  private final PredictionServiceBlockingStub predictions;
  private final Scene scene;

  PredictionQueries(PredictionServiceBlockingStub predictions, Scene scene) {
    this.predictions = predictions;
    this.scene = scene;
  }

  List<Query> all() {
    return List.of(
        page("predictions: camera", Goals.INDEXED_PAGE, scene::ofCamera),
        page(
            "predictions: camera, defects",
            Goals.INDEXED_PAGE,
            random -> scene.ofCamera(random) + " AND defect = true"),
        page("predictions: defects", Goals.FIRST_ANSWER, random -> "defect = true"),
        page("predictions: class", Goals.FIRST_ANSWER, PredictionQueries::someClass),
        page(
            "predictions: class that is not there",
            Goals.FIRST_ANSWER,
            random -> "class = nothing" + random.nextInt(1_000)),
        stats("prediction stats: everything", random -> ""),
        stats("prediction stats: a camera", scene::ofCamera),
        withoutGoal("defect rate by version, the year", random -> this::defectRate));
  }

  private static String someClass(SplittableRandom random) {
    return "class = " + Scene.one(PredictionKind.classes(), random);
  }

  private Query page(String name, Duration goal, Choice choice) {
    return withGoal(
        goal,
        name,
        random -> {
          ListPredictionsRequest request =
              ListPredictionsRequest.newBuilder()
                  .setFilter(choice.filter(random))
                  .setPageSize(PAGE)
                  .setExtraFormat(ExtraFormat.EXTRA_FORMAT_JSON)
                  .build();
          return () -> outcome(predictions.listPredictions(request));
        });
  }

  private static Outcome outcome(ListPredictionsResponse answer) {
    return new Outcome(
        answer.getPredictionsCount(),
        answer.hasSearchedUntil()
            ? Optional.of(Scene.instant(answer.getSearchedUntil()))
            : Optional.empty());
  }

  private Query stats(String name, Choice choice) {
    return withGoal(
        Goals.COUNTED,
        name,
        random -> {
          GetPredictionStatsRequest request =
              GetPredictionStatsRequest.newBuilder().setFilter(choice.filter(random)).build();
          return () ->
              Outcome.of(
                  predictions.getPredictionStats(request).getStats().getCounts().getTotalCount());
        });
  }

  private Outcome defectRate() {
    GetPredictionHistogramRequest request =
        GetPredictionHistogramRequest.newBuilder()
            .setStart(Kind.timestamp(scene.year().start()))
            .setEnd(Kind.timestamp(scene.year().end()))
            .setGroupBy("model_version")
            .build();
    return Outcome.of(
        predictions.getPredictionHistogram(request).getBucketsList().stream()
            .mapToLong(bucket -> bucket.getCounts().getTotalCount())
            .sum());
  }
}
