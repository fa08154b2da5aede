package dev.visionlog.logback;

import ch.qos.logback.core.spi.ContextAware;
import dev.visionlog.client.ClientListener;
import dev.visionlog.client.Thresholds;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells Logback's status manager of troubles, each kind at most about once a minute, and the
 * appender of new thresholds. All threads.
 */
final class Reports implements ClientListener {
  private final ContextAware statuses;
  private final Consumer<Thresholds> thresholds;
  private final OncePerMinute rejections;
  private final OncePerMinute failures;

  /**
   * @param statuses where they go
   * @param thresholds told of new ones
   * @param nanos a clock
   */
  Reports(ContextAware statuses, Consumer<Thresholds> thresholds, LongSupplier nanos) {
    this.statuses = statuses;
    this.thresholds = thresholds;
    this.rejections = new OncePerMinute(nanos);
    this.failures = new OncePerMinute(nanos);
  }

  @Override
  public void thresholdsChanged(Thresholds changed) {
    thresholds.accept(changed);
  }

  /** The client itself says each at most once a minute. */
  @Override
  public void trouble(Trouble trouble) {
    if (trouble.over()) {
      statuses.addInfo(trouble.text());
    } else {
      statuses.addWarn(trouble.text());
    }
  }

  @Override
  public void rejected(List<Rejection> rejected) {
    if (rejected.isEmpty()) {
      return;
    }
    int held = rejections.pass();
    if (held >= 0) {
      Rejection first = rejected.get(0);
      statuses.addWarn(
          "The server has rejected entries: "
              + rejected.size()
              + ", the first "
              + first.level()
              + " '"
              + first.message()
              + "': "
              + first.reason()
              + more(held));
    }
  }

  /** An event could not be taken. */
  void failed(Throwable error) {
    int held = failures.pass();
    if (held >= 0) {
      statuses.addError("An event could not be taken" + more(held), error);
    }
  }

  private static String more(int held) {
    return held == 0 ? "" : " (and " + held + " more reports since the last)";
  }
}
