package dev.visionlog.server.service;

import dev.visionlog.server.model.Prediction;
import dev.visionlog.server.store.EntryPage;
import dev.visionlog.server.store.EntryStore;
import dev.visionlog.server.store.Total;
import dev.visionlog.v1.GetPredictionRequest;
import dev.visionlog.v1.GetPredictionResponse;
import dev.visionlog.v1.ListPredictionsRequest;
import dev.visionlog.v1.ListPredictionsResponse;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** Finds predictions. */
final class PredictionQueries {
  private final EntryStore<Prediction> store;
  private final PredictionWriter writer;
  private final Duration searchBudget;

  PredictionQueries(EntryStore<Prediction> store, PredictionWriter writer, Duration searchBudget) {
    this.store = store;
    this.writer = writer;
    this.searchBudget = searchBudget;
  }

  /** Throws NOT_FOUND if there is none. */
  Prediction find(long id) {
    return store.get(id).orElseThrow(() -> ApiErrors.notFound("Prediction", id));
  }

  GetPredictionResponse get(GetPredictionRequest request) {
    return GetPredictionResponse.newBuilder()
        .setPrediction(
            writer.write(List.of(find(request.getId())), request.getExtraFormat()).get(0))
        .build();
  }

  ListPredictionsResponse list(ListPredictionsRequest request) {
    SearchRequest search = SearchRequest.of(PredictionFilters.of(request), page(request));
    Duration budget = Calls.budget(searchBudget);
    long start = System.nanoTime();
    EntryPage<Prediction> found = store.search(search.search(budget));
    List<dev.visionlog.v1.Prediction> written =
        writer.write(found.entries(), request.getExtraFormat());
    EntryPage<Prediction> page = search.cut(found, MessageSize.fitting(written));
    ListPredictionsResponse.Builder response =
        ListPredictionsResponse.newBuilder()
            .addAllPredictions(written.subList(0, page.entries().size()));
    page.next().ifPresent(next -> response.setNextPageToken(search.token(next)));
    page.searchedUntil().ifPresent(time -> response.setSearchedUntil(Times.timestamp(time)));
    if (request.getWithTotal()) {
      Total total = store.count(search.filter(), budget.minusNanos(System.nanoTime() - start));
      response
          .setTotalSize(Math.max(total.count(), page.entries().size()))
          .setTotalIsLowerBound(total.isLowerBound());
    }
    return response.build();
  }

  private static SearchRequest.Page page(ListPredictionsRequest request) {
    return new SearchRequest.Page(
        "predictions",
        request.getOrderBy(),
        request.getPageSize(),
        request.getPageToken(),
        request.hasPage() ? OptionalInt.of(request.getPage()) : OptionalInt.empty());
  }
}
