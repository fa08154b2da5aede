package dev.visionlog.client.internal.delivery;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The bytes of a request: its head, and behind it messages that are written straight into it. */
final class Request {

  private Request() {}

  /**
   * @param field the number of the field that the messages are
   */
  static byte[] bytes(MessageLite head, int field, List<MessageLite> messages) {
    int size = head.getSerializedSize();
    for (MessageLite message : messages) {
      size += CodedOutputStream.computeMessageSize(field, message);
    }
    byte[] body = new byte[size];
    CodedOutputStream output = CodedOutputStream.newInstance(body);
    try {
      head.writeTo(output);
      for (MessageLite message : messages) {
        output.writeMessage(field, message);
      }
      output.checkNoSpaceLeft();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return body;
  }
}
