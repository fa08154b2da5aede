package dev.visionlog.camera.source;

import dev.visionlog.camera.Pictures;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A camera that sends motion JPEG by HTTP, as many do: so many pictures on each connection. Then it
 * sends nothing more, and leaves the connection open.
 */
final class NetworkCamera implements AutoCloseable {
  private final ServerSocket listener;
  private final int pictures;
  private final AtomicInteger connections = new AtomicInteger();

  NetworkCamera(int pictures) {
    this.pictures = pictures;
    try {
      this.listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    run(this::accept);
  }

  /** With a password in it. */
  String address() {
    return "http://operator:s3cret@127.0.0.1:" + listener.getLocalPort() + "/video.mjpg";
  }

  int connections() {
    return connections.get();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        connections.incrementAndGet();
        run(() -> serve(socket));
      } catch (IOException closed) {
        // The loop sees it.
      }
    }
  }

  private void serve(Socket socket) {
    try {
      OutputStream out = socket.getOutputStream();
      write(
          out, "HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=next\r\n\r\n");
      for (int number = 1; number <= pictures; number++) {
        byte[] jpeg = jpeg(number);
        write(
            out,
            "--next\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n\r\n");
        out.write(jpeg);
        write(out, "\r\n");
        out.flush();
      }
    } catch (IOException gone) {
      // The reader has had enough.
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] jpeg(int number) {
    try (Mat picture = Pictures.grey(90, number);
        BytePointer jpeg = new BytePointer()) {
      opencv_imgcodecs.imencode(".jpg", picture, jpeg);
      byte[] bytes = new byte[(int) jpeg.limit()];
      jpeg.get(bytes);
      return bytes;
    }
  }

  private static void run(Runnable work) {
    Thread thread = new Thread(work, "network-camera");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
