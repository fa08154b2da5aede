package dev.visionlog.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A wire between a client and a server on this machine that can be cut, go silent or be slow. All
 * threads.
 */
public final class TcpProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean silent;
  private volatile boolean refusing;
  private volatile int bytesPerMilli = Integer.MAX_VALUE;

  /** Listens on a free port, and passes everything on to another one. */
  public TcpProxy(int target) {
    this.target = target;
    try {
      this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    run(this::accept);
  }

  public String address() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  /** Connections stay open, and nothing passes in either direction any more. */
  public void blackHole() {
    silent = true;
  }

  /** Everything passes again, on new connections; those that were silent are cut. */
  public void heal() {
    silent = false;
    refusing = false;
    bytesPerMilli = Integer.MAX_VALUE;
    cut();
  }

  /** New connections are closed at once, and those that are open are cut. */
  public void refuse() {
    refusing = true;
    cut();
  }

  /** No more than so many bytes pass in a millisecond, in each direction of each connection. */
  public void slow(int bytes) {
    bytesPerMilli = bytes;
  }

  /** Ends all connections of this moment. */
  public void cut() {
    for (Socket socket : sockets) {
      close(socket);
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        sockets.add(client);
        if (refusing) {
          close(client);
        } else {
          connect(client);
        }
      } catch (IOException closedOrGone) {
        // The listener says which.
      }
    }
  }

  private void connect(Socket client) {
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(server);
      // What is small goes on at once, too: flow control waits for it.
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      run(() -> pump(client, server));
      run(() -> pump(server, client));
    } catch (IOException nobodyThere) {
      close(client);
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[8192];
    try (InputStream input = from.getInputStream();
        OutputStream output = to.getOutputStream()) {
      int length = input.read(buffer, 0, size());
      while (length >= 0) {
        hold(from);
        output.write(buffer, 0, length);
        length = input.read(buffer, 0, size());
      }
    } catch (IOException cut) {
      // So be it.
    }
    close(from);
    close(to);
  }

  private int size() {
    return Math.min(8192, bytesPerMilli);
  }

  private void hold(Socket socket) throws IOException {
    try {
      if (bytesPerMilli != Integer.MAX_VALUE) {
        Thread.sleep(1);
      }
      while (silent && !socket.isClosed()) {
        Thread.sleep(5);
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private void close(Socket socket) {
    sockets.remove(socket);
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // As it should be.
    }
  }

  private static void run(Runnable work) {
    Thread thread = new Thread(work, "tcp-proxy");
    thread.setDaemon(true);
    thread.start();
  }
}
