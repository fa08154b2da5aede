package dev.visionlog.server.retention;

import dev.visionlog.server.image.ImageLimits;
import dev.visionlog.v1.Retention;
import java.time.Duration;

/** What the settings say about how long images are kept. */
public final class ImageRules {
  private ImageRules() {}

  public static ImageLimits of(Retention retention) {
    int days = retention.getImageDays();
    return new ImageLimits(
        days == 0 ? null : Duration.ofDays(days),
        retention.getImageMaxBytes(),
        retention.getImageMinFreeBytes());
  }
}
