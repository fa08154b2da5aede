package dev.visionlog.client.internal;

import dev.visionlog.client.ClientSettings;
import dev.visionlog.client.FlushResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Clients that several users with equal settings share. One that nobody uses any more is kept for a
 * few seconds: logging systems are stopped and started again while an application starts. All
 * threads.
 */
public final class SharedCores {
  private static final Duration LINGER = Duration.ofSeconds(5);
  private static final Map<ClientSettings, Shared> CORES = new HashMap<>();

  private SharedCores() {}

  private static final class Shared {
    final Core core;
    int users;
    long generation;

    Shared(Core core) {
      this.core = core;
    }
  }

  /** The client for these settings, started if there is none. Each taking is given back once. */
  public static Core take(ClientSettings settings) {
    synchronized (CORES) {
      Shared shared = CORES.computeIfAbsent(settings, wanted -> new Shared(new Core(wanted)));
      shared.users++;
      shared.generation++;
      return shared.core;
    }
  }

  /** Gives one share back. The last one brings everything to safety, as closing does. */
  public static FlushResult giveBack(ClientSettings settings) {
    Shared shared;
    long generation;
    boolean unused;
    synchronized (CORES) {
      shared = CORES.get(settings);
      if (shared == null) {
        throw new IllegalStateException("Given back more often than taken");
      }
      unused = --shared.users == 0;
      generation = shared.generation;
    }
    FlushResult result = shared.core.flush(settings.closeTimeout(), true);
    if (unused) {
      new ClientThread(() -> closeLater(settings, shared, generation), "visionlog-linger").start();
    }
    return result;
  }

  private static void closeLater(ClientSettings settings, Shared shared, long generation) {
    try {
      Thread.sleep(LINGER.toMillis());
    } catch (InterruptedException impossible) {
      return;
    }
    synchronized (CORES) {
      if (shared.users > 0 || shared.generation != generation) {
        return;
      }
      CORES.remove(settings);
    }
    shared.core.close();
  }
}
