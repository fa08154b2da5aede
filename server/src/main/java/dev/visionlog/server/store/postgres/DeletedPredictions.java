package dev.visionlog.server.store.postgres;

import dev.visionlog.server.store.Deleted;
import dev.visionlog.server.store.PredictionSums;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Predictions that a batch has deleted. Not for several threads. */
final class DeletedPredictions implements DeletedRows {
  private final PredictionCommitCounts counts = new PredictionCommitCounts();
  private final List<String> images = new ArrayList<>();
  private Deleted total = Deleted.NOTHING;
  private Instant lastTime = Instant.MIN;

  @Override
  public void add(ResultSet row) throws SQLException {
    CountedPrediction prediction = CountedPrediction.read(row);
    PredictionSums sums = prediction.sums();
    counts.add(prediction.key(), sums.negated());
    total = total.plus(new Deleted(1, sums.imageCount(), sums.imageBytes()));
    lastTime = prediction.time().isAfter(lastTime) ? prediction.time() : lastTime;
    if (!prediction.imagePath().isEmpty()) {
      images.add(prediction.imagePath());
    }
  }

  @Override
  public Deleted total() {
    return total;
  }

  @Override
  public Instant lastTime() {
    return lastTime;
  }

  @Override
  public CommitCounts counts() {
    return counts;
  }

  @Override
  public List<String> images() {
    return images;
  }
}
