package dev.visionlog.testing.basics;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * How long tests wait for what has to come: long enough for a machine that has much else to do,
 * since waiting costs nothing where it comes. They look often at first, then ten times a second.
 */
public final class Patience implements LauncherSessionListener {
  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    Awaitility.setDefaultPollDelay(Duration.ofMillis(2));
    Awaitility.setDefaultPollInterval(
        (round, last) -> Duration.ofMillis(Math.min(5L * round, 100)));
  }
}
