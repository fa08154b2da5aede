package dev.visionlog.server.image;

import dev.visionlog.server.image.codec.RawFrame;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * An image to store, and what it is the image of. The same prediction again gets the same path.
 * Texts may be anything: none of them gets into a path as it is.
 *
 * @param bytes from its position to its limit; not changed, and not looked at any more once the
 *     store has answered
 * @param raw how to read bytes that are only pixels; null if the bytes say themselves what they are
 * @param time of the prediction, in the years 0 to 9999; counts to the microsecond
 */
public record ImageRequest(
    ByteBuffer bytes,
    @Nullable RawFrame raw,
    Instant time,
    String imageId,
    @Nullable Long cameraId,
    String device,
    boolean defect) {

  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  public ImageRequest {
    bytes = bytes.asReadOnlyBuffer();
    if (time.isBefore(FIRST) || time.isAfter(LAST)) {
      throw new IllegalArgumentException("time is " + time + ", allowed are the years 0 to 9999");
    }
    time = time.truncatedTo(ChronoUnit.MICROS);
  }
}
