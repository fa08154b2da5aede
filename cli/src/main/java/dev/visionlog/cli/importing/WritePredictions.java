package dev.visionlog.cli.importing;

import dev.visionlog.v1.Prediction;
import dev.visionlog.v1.PredictionServiceGrpc.PredictionServiceStub;
import dev.visionlog.v1.WritePredictionsRequest;
import dev.visionlog.v1.WritePredictionsResponse;
import io.grpc.stub.ClientResponseObserver;
import java.util.List;

/** Predictions, which have no threshold. */
public record WritePredictions(PredictionServiceStub stub)
    implements WriteMethod<Prediction, WritePredictionsRequest, WritePredictionsResponse> {

  @Override
  public void start(
      ClientResponseObserver<WritePredictionsRequest, WritePredictionsResponse> stream) {
    stub.writePredictions(stream);
  }

  @Override
  public WritePredictionsRequest request(
      String writerId, String writerName, long sequence, List<Prediction> predictions) {
    return WritePredictionsRequest.newBuilder()
        .setWriterId(writerId)
        .setWriterName(writerName)
        .setSequence(sequence)
        .addAllPredictions(predictions)
        .build();
  }

  @Override
  public Answer read(WritePredictionsResponse answer) {
    return new Answer(answer.getAckedSequence(), answer.getErrorsList(), 0, answer.getDuplicate());
  }

  @Override
  public String server() {
    return stub.getChannel().authority();
  }
}
