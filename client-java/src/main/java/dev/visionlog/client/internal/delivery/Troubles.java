package dev.visionlog.client.internal.delivery;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.visionlog.client.ClientListener;
import dev.visionlog.client.ClientListener.Trouble;
import dev.visionlog.client.Thresholds;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells the listeners, and keeps what is wrong from being said again and again: each kind of
 * trouble is told when it begins, at most once a minute, and when it is over. Listeners come and go
 * on any thread; told on the client's thread, but for what was wrong before they came.
 */
public final class Troubles {
  private static final long PAUSE = Duration.ofMinutes(1).toNanos();

  private final List<ClientListener> listeners = new CopyOnWriteArrayList<>();
  private final Map<Subject, Long> told = new EnumMap<>(Subject.class);
  private final Map<Subject, String> open = new EnumMap<>(Subject.class);
  private final LongSupplier nanos;

  /** What can be wrong. */
  public enum Subject {
    CONNECTION,
    SPOOL,
    DROPS,
    INSIDE
  }

  public Troubles(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Told at once of what is wrong, on the caller's thread. */
  public synchronized void add(ClientListener listener) {
    listeners.add(listener);
    for (String text : List.copyOf(open.values())) {
      tell(listener, to -> to.trouble(new Trouble(false, text)));
    }
  }

  public void remove(ClientListener listener) {
    listeners.remove(listener);
  }

  /** Something is wrong, or still is. Returns whether it was told. */
  @CanIgnoreReturnValue
  synchronized boolean begins(Subject subject, String text) {
    long now = nanos.getAsLong();
    Long last = told.get(subject);
    if (last != null && now - last < PAUSE) {
      return false;
    }
    told.put(subject, now);
    open.put(subject, text);
    tell(listener -> listener.trouble(new Trouble(false, text)));
    return true;
  }

  /** It is right again. Only told if it was told that it was wrong. */
  synchronized void ends(Subject subject, String text) {
    if (open.remove(subject) != null) {
      tell(listener -> listener.trouble(new Trouble(true, text)));
    }
  }

  /** The thresholds are others than before. Any thread. */
  public void thresholdsChanged(Thresholds thresholds) {
    tell(listener -> listener.thresholdsChanged(thresholds));
  }

  void tell(Consumer<ClientListener> news) {
    for (ClientListener listener : listeners) {
      tell(listener, news);
    }
  }

  private static void tell(ClientListener listener, Consumer<ClientListener> news) {
    try {
      news.accept(listener);
    } catch (RuntimeException ignored) {
      // A listener's own trouble must not become the client's.
    }
  }
}
