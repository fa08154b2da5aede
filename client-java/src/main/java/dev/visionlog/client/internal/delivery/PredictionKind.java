package dev.visionlog.client.internal.delivery;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.MessageLite;
import com.google.protobuf.UnsafeByteOperations;
import dev.visionlog.client.ClientListener.PredictionFault;
import dev.visionlog.client.Prediction;
import dev.visionlog.client.internal.Batch;
import dev.visionlog.client.internal.entry.PredictionEncoder;
import dev.visionlog.v1.PredictionServiceGrpc;
import dev.visionlog.v1.WritePredictionsRequest;
import dev.visionlog.v1.WritePredictionsResponse;
import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;

/** Predictions and their images over {@code PredictionService.WritePredictions}. */
public final class PredictionKind implements Kind<Prediction> {
  private static final String SUCCESS = "success";
  private static final int ORDINARY = 2;

  /** Of defects and failures, which people look for. */
  private static final int NOTABLE = 5;

  private final PredictionEncoder encoder;
  private final String writerName;

  /**
   * @param writerName a name for people, at most 200 characters
   */
  public PredictionKind(PredictionEncoder encoder, String writerName) {
    this.encoder = encoder;
    this.writerName = writerName;
  }

  @Override
  public String items() {
    return "predictions";
  }

  @Override
  public int rank(Prediction item) {
    boolean failed =
        item.status() == null ? item.errorMessage() != null : !item.status().equals(SUCCESS);
    return item.defectDetected() || failed ? NOTABLE : ORDINARY;
  }

  @Override
  public int weight(Prediction item) {
    return PredictionEncoder.weight(item);
  }

  @Override
  public MessageLite encode(Prediction item) {
    return encoder.encode(item);
  }

  @Override
  public byte[] request(UUID writerId, long number, List<MessageLite> messages) {
    WritePredictionsRequest head =
        WritePredictionsRequest.newBuilder()
            .setWriterId(writerId.toString())
            .setWriterName(writerName)
            .setSequence(number)
            .build();
    return Request.bytes(head, WritePredictionsRequest.PREDICTIONS_FIELD_NUMBER, messages);
  }

  @Override
  public MethodDescriptor<byte[], Ack> method() {
    return Call.METHOD;
  }

  @Override
  public void tellRejected(Batch batch, List<Ack.Fault> faults, Troubles troubles) {
    List<PredictionFault> rejected = faults(batch, faults);
    troubles.tell(listener -> listener.predictionsRejected(rejected));
  }

  @Override
  public void tellImagesLost(Batch batch, List<Ack.Fault> faults, Troubles troubles) {
    List<PredictionFault> lost = faults(batch, faults);
    troubles.tell(listener -> listener.imagesNotStored(lost));
  }

  private static List<PredictionFault> faults(Batch batch, List<Ack.Fault> faults) {
    return Ack.named(faults, predictions(batch), PredictionKind::fault);
  }

  private static PredictionFault fault(dev.visionlog.v1.Prediction prediction, String reason) {
    return new PredictionFault(prediction.getImageId(), reason);
  }

  private static List<dev.visionlog.v1.Prediction> predictions(Batch batch) {
    ByteString bytes = UnsafeByteOperations.unsafeWrap(batch.body());
    CodedInputStream input = bytes.newCodedInput();
    input.enableAliasing(true); // No copies of the images.
    try {
      return WritePredictionsRequest.parseFrom(input).getPredictionsList();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static Ack ack(WritePredictionsResponse answer) {
    return new Ack(
        answer.getAckedSequence(),
        Ack.faults(answer.getErrorsList()),
        Ack.faults(answer.getImageErrorsList()),
        0,
        answer.getDuplicate(),
        null);
  }

  /** Made when it is needed: to load what it consists of takes a while. */
  private static final class Call {
    static final MethodDescriptor<byte[], Ack> METHOD =
        PredictionServiceGrpc.getWritePredictionsMethod().toBuilder(
                BytesMarshaller.INSTANCE,
                new AnswerMarshaller<>(
                    PredictionServiceGrpc.getWritePredictionsMethod().getResponseMarshaller(),
                    PredictionKind::ack))
            .build();
  }
}
