package dev.visionlog.bridge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTTP/1.1 by hand, so that any bytes can be sent. For all threads. */
final class RawHttp {
  private static final int PATIENCE_MILLISECONDS = 30_000;
  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final Pattern LENGTH = Pattern.compile("content-length: (\\d+)");

  private RawHttp() {}

  /**
   * What came back.
   *
   * @param status 0 if the connection was closed without an answer
   * @param text head and body; of a stream of events the head
   */
  record Answer(int status, String text) {}

  /** Sends a request, and reads its answer. */
  static Answer send(int port, byte[] request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLISECONDS);
      socket.getOutputStream().write(request);
      return answer(read(socket.getInputStream(), request[0] == 'H'));
    } catch (IOException cut) {
      throw new UncheckedIOException(cut);
    }
  }

  /** Sends bytes, and goes away without waiting for anything. */
  static void sendGarbage(int port, byte[] bytes) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(bytes);
    } catch (IOException cut) {
      // The other side need not take them all.
    }
  }

  private static String read(InputStream in, boolean headOnly) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    String text = "";
    while (!isWhole(text, headOnly)) {
      int length = in.read(buffer);
      if (length < 0) {
        return text;
      }
      bytes.write(buffer, 0, length);
      text = bytes.toString(StandardCharsets.ISO_8859_1);
    }
    return text;
  }

  private static boolean isWhole(String text, boolean headOnly) {
    int end = text.indexOf(END_OF_HEAD);
    if (end < 0) {
      return false;
    }
    String head = text.substring(0, end).toLowerCase(Locale.ROOT);
    Matcher length = LENGTH.matcher(head);
    if (headOnly || head.contains("text/event-stream") || head.matches("(?s)http/1.1 [23]04.*")) {
      return true;
    }
    return length.find()
        ? text.length() >= end + END_OF_HEAD.length() + Integer.parseInt(length.group(1))
        : text.endsWith("\r\n0" + END_OF_HEAD);
  }

  private static Answer answer(String text) {
    return text.startsWith("HTTP/1.1 ")
        ? new Answer(Integer.parseInt(text.substring(9, 12)), text)
        : new Answer(0, text);
  }
}
