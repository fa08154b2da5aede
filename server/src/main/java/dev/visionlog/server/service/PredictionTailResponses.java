package dev.visionlog.server.service;

import dev.visionlog.server.model.Prediction;
import dev.visionlog.v1.ExtraFormat;
import dev.visionlog.v1.TailGap;
import dev.visionlog.v1.TailHeartbeat;
import dev.visionlog.v1.TailPredictionsResponse;
import java.util.List;

/** TailPredictions. */
record PredictionTailResponses(PredictionWriter writer, ExtraFormat format)
    implements TailResponses<Prediction, TailPredictionsResponse> {

  @Override
  public TailPredictionsResponse entries(List<Prediction> predictions, long position) {
    return TailPredictionsResponse.newBuilder()
        .addAllPredictions(writer.write(predictions, format))
        .setPosition(position)
        .build();
  }

  @Override
  public TailPredictionsResponse gap(TailGap gap, long position) {
    return TailPredictionsResponse.newBuilder().setGap(gap).setPosition(position).build();
  }

  @Override
  public TailPredictionsResponse heartbeat(TailHeartbeat heartbeat, long position) {
    return TailPredictionsResponse.newBuilder()
        .setHeartbeat(heartbeat)
        .setPosition(position)
        .build();
  }
}
