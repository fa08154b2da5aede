package dev.visionlog.server.service;

import dev.visionlog.server.model.BatchOutcome;
import dev.visionlog.server.model.Prediction;
import dev.visionlog.v1.WritePredictionsRequest;
import dev.visionlog.v1.WritePredictionsResponse;

/** WritePredictions. */
record PredictionProtocol(PredictionReader reader)
    implements WriteStream.Protocol<WritePredictionsRequest, WritePredictionsResponse, Prediction> {

  @Override
  public WriteStream.Numbered numbered(WritePredictionsRequest request) {
    return new WriteStream.Numbered(
        request.getWriterId(), request.getSequence(), request.getWriterName());
  }

  @Override
  public ReadBatch<Prediction> read(WritePredictionsRequest request) {
    return reader.read(request.getPredictionsList());
  }

  @Override
  public WritePredictionsResponse answer(
      long sequence, ReadBatch<Prediction> batch, BatchOutcome outcome) {
    return WritePredictionsResponse.newBuilder()
        .setAckedSequence(sequence)
        .addAllErrors(EntryErrors.of(PredictionReader.LIST, batch, outcome))
        .addAllImageErrors(batch.imageErrors())
        .setDuplicate(outcome.duplicate())
        .build();
  }
}
