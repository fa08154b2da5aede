package dev.visionlog.client.internal;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A thread of a client: a daemon, and known as the client's own, so that nothing that is logged on
 * it comes back to the client.
 */
public final class ClientThread extends Thread {

  public ClientThread(Runnable work, String name) {
    super(work, name);
    setDaemon(true);
  }

  /** Threads named {@code name-1}, {@code name-2} … */
  public static ThreadFactory factory(String name) {
    AtomicInteger made = new AtomicInteger();
    return work -> new ClientThread(work, name + "-" + made.incrementAndGet());
  }
}
