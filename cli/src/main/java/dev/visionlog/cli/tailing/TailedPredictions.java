package dev.visionlog.cli.tailing;

import com.google.protobuf.Timestamp;
import dev.visionlog.cli.connection.Connection;
import dev.visionlog.cli.connection.Mapped;
import dev.visionlog.cli.connection.Page;
import dev.visionlog.cli.connection.Search;
import dev.visionlog.cli.output.Amounts;
import dev.visionlog.v1.ExtraFormat;
import dev.visionlog.v1.ListPredictionsRequest;
import dev.visionlog.v1.Prediction;
import dev.visionlog.v1.TailPredictionsRequest;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Predictions. */
public record TailedPredictions(Connection connection) implements Tailed<Prediction> {

  @Override
  public Iterator<TailMessage<Prediction>> open(
      String filter, @Nullable Long afterPosition, int backlog) {
    TailPredictionsRequest.Builder request =
        TailPredictionsRequest.newBuilder()
            .setFilter(filter)
            .setExtraFormat(ExtraFormat.EXTRA_FORMAT_JSON);
    if (afterPosition == null) {
      request.setBacklog(backlog);
    } else {
      request.setAfterPosition(afterPosition);
    }
    return new Mapped<>(
        connection.endlessPredictions().tailPredictions(request.build()), TailMessage::of);
  }

  @Override
  public Search.Pages<Prediction> history(String filter, @Nullable Timestamp start) {
    ListPredictionsRequest.Builder request =
        ListPredictionsRequest.newBuilder()
            .setFilter(filter)
            .setOrderBy("time asc")
            .setExtraFormat(ExtraFormat.EXTRA_FORMAT_JSON);
    if (start != null) {
      request.setStart(start);
    }
    return (size, token) ->
        Page.of(
            connection
                .predictions()
                .listPredictions(request.setPageSize(size).setPageToken(token).build()));
  }

  @Override
  public String command() {
    return "visionlog predictions list";
  }

  @Override
  public String amount(long count) {
    return Amounts.predictions(count);
  }
}
