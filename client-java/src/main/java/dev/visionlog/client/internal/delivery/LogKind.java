package dev.visionlog.client.internal.delivery;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import dev.visionlog.client.ClientListener.Rejection;
import dev.visionlog.client.Level;
import dev.visionlog.client.Loggable;
import dev.visionlog.client.Thresholds;
import dev.visionlog.client.internal.Batch;
import dev.visionlog.client.internal.entry.EntryEncoder;
import dev.visionlog.client.internal.threshold.ThresholdReader;
import dev.visionlog.v1.EntryError;
import dev.visionlog.v1.LogServiceGrpc;
import dev.visionlog.v1.WriteLogsRequest;
import dev.visionlog.v1.WriteLogsResponse;
import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
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
    byte[] head =
        WriteLogsRequest.newBuilder()
            .setWriterId(writerId.toString())
            .setWriterName(writerName)
            .setSequence(number)
            .build()
            .toByteArray();
    int size = head.length;
    for (MessageLite message : messages) {
      size += CodedOutputStream.computeMessageSize(WriteLogsRequest.ENTRIES_FIELD_NUMBER, message);
    }
    byte[] body = new byte[size];
    CodedOutputStream output = CodedOutputStream.newInstance(body);
    try {
      output.writeRawBytes(head);
      for (MessageLite message : messages) {
        output.writeMessage(WriteLogsRequest.ENTRIES_FIELD_NUMBER, message);
      }
      output.checkNoSpaceLeft();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return body;
  }

  @Override
  public MethodDescriptor<byte[], Ack> method() {
    return Call.METHOD;
  }

  @Override
  public List<Rejection> rejections(Batch batch, List<Ack.Fault> faults) {
    List<dev.visionlog.v1.LogEntry> entries;
    try {
      entries = WriteLogsRequest.parseFrom(batch.body()).getEntriesList();
    } catch (InvalidProtocolBufferException impossible) {
      throw new UncheckedIOException(impossible);
    }
    List<Rejection> rejections = new ArrayList<>(faults.size());
    for (Ack.Fault fault : faults) {
      if (fault.index() >= 0 && fault.index() < entries.size()) {
        rejections.add(rejection(entries.get(fault.index()), fault.reason()));
      }
    }
    return rejections;
  }

  private static Rejection rejection(dev.visionlog.v1.LogEntry entry, String reason) {
    String message = entry.getMessage();
    return new Rejection(
        Level.ofNumber(entry.getLevelValue()).orElse(Level.INFO),
        message.substring(0, Math.min(MESSAGE_START, message.length())),
        reason);
  }

  private static Ack ack(WriteLogsResponse answer) {
    List<Ack.Fault> faults = new ArrayList<>(answer.getErrorsCount());
    for (EntryError error : answer.getErrorsList()) {
      faults.add(new Ack.Fault(error.getIndex(), error.getStatus().getMessage()));
    }
    Thresholds thresholds = ThresholdReader.read(answer);
    return new Ack(
        answer.getAckedSequence(),
        faults,
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
