package dev.visionlog.client.internal.delivery;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import dev.visionlog.client.ClientListener.Rejection;
import dev.visionlog.client.Level;
import dev.visionlog.client.Loggable;
import dev.visionlog.client.Thresholds;
import dev.visionlog.client.internal.Batch;
import dev.visionlog.client.internal.entry.EntryEncoder;
import dev.visionlog.client.internal.threshold.ThresholdReader;
import dev.visionlog.v1.LogServiceGrpc;
import dev.visionlog.v1.WriteLogsRequest;
import dev.visionlog.v1.WriteLogsResponse;
import io.grpc.MethodDescriptor;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;

/** Log entries over {@code LogService.WriteLogs}. */
public final class LogKind implements Kind<Loggable> {
  private static final int MESSAGE_START = 100;

  private final EntryEncoder encoder;
  private final String writerName;

  /**
   * @param writerName a name for people, at most 200 characters
   */
  public LogKind(EntryEncoder encoder, String writerName) {
    this.encoder = encoder;
    this.writerName = writerName;
  }

  @Override
  public String items() {
    return "entries";
  }

  @Override
  public int rank(Loggable item) {
    return switch (item.level()) {
      case TRACE -> 0;
      case DEBUG -> 1;
      case INFO -> 2;
      case SUCCESS -> 3;
      case WARNING -> 4;
      case ERROR -> 5;
      case CRITICAL -> 6;
    };
  }

  @Override
  public int weight(Loggable item) {
    return item.weight();
  }

  @Override
  public MessageLite encode(Loggable item) {
    return encoder.encode(item);
  }

  @Override
  public byte[] request(UUID writerId, long number, List<MessageLite> messages) {
    WriteLogsRequest head =
        WriteLogsRequest.newBuilder()
            .setWriterId(writerId.toString())
            .setWriterName(writerName)
            .setSequence(number)
            .build();
    return Request.bytes(head, WriteLogsRequest.ENTRIES_FIELD_NUMBER, messages);
  }

  @Override
  public MethodDescriptor<byte[], Ack> method() {
    return Call.METHOD;
  }

  @Override
  public void tellRejected(Batch batch, List<Ack.Fault> faults, Troubles troubles) {
    List<Rejection> rejected = Ack.named(faults, entries(batch), LogKind::rejection);
    troubles.tell(listener -> listener.rejected(rejected));
  }

  @Override
  public void tellImagesLost(Batch batch, List<Ack.Fault> faults, Troubles troubles) {
    // Entries have no images.
  }

  private static List<dev.visionlog.v1.LogEntry> entries(Batch batch) {
    try {
      return WriteLogsRequest.parseFrom(batch.body()).getEntriesList();
    } catch (InvalidProtocolBufferException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static Rejection rejection(dev.visionlog.v1.LogEntry entry, String reason) {
    String message = entry.getMessage();
    return new Rejection(
        Level.ofNumber(entry.getLevelValue()).orElse(Level.INFO),
        message.substring(0, Math.min(MESSAGE_START, message.length())),
        reason);
  }

  private static Ack ack(WriteLogsResponse answer) {
    Thresholds thresholds = ThresholdReader.read(answer);
    return new Ack(
        answer.getAckedSequence(),
        Ack.faults(answer.getErrorsList()),
        List.of(),
        answer.getSuppressedCount(),
        answer.getDuplicate(),
        thresholds);
  }

  /** Made when it is needed: to load what it consists of takes a while. */
  private static final class Call {
    static final MethodDescriptor<byte[], Ack> METHOD =
        LogServiceGrpc.getWriteLogsMethod().toBuilder(
                BytesMarshaller.INSTANCE,
                new AnswerMarshaller<>(
                    LogServiceGrpc.getWriteLogsMethod().getResponseMarshaller(), LogKind::ack))
            .build();
  }
}
