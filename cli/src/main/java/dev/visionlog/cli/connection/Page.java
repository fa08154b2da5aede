package dev.visionlog.cli.connection;

import com.google.protobuf.Timestamp;
import dev.visionlog.v1.ListLogsResponse;
import dev.visionlog.v1.ListPredictionsResponse;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.Prediction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a search.
 *
 * @param nextToken empty after the last one
 * @param total how many match, if that was asked for
 * @param searchedUntil how far the search has come, if the page could not be filled in time
 */
public record Page<E>(
    List<E> found,
    String nextToken,
    long total,
    boolean totalIsLowerBound,
    @Nullable Timestamp searchedUntil) {

  public static Page<LogEntry> of(ListLogsResponse answer) {
    return new Page<>(
        answer.getEntriesList(),
        answer.getNextPageToken(),
        answer.getTotalSize(),
        answer.getTotalIsLowerBound(),
        answer.hasSearchedUntil() ? answer.getSearchedUntil() : null);
  }

  public static Page<Prediction> of(ListPredictionsResponse answer) {
    return new Page<>(
        answer.getPredictionsList(),
        answer.getNextPageToken(),
        answer.getTotalSize(),
        answer.getTotalIsLowerBound(),
        answer.hasSearchedUntil() ? answer.getSearchedUntil() : null);
  }
}
