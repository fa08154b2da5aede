package dev.visionlog.server.image;

import dev.visionlog.server.image.codec.RawFrame;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The paths of images: {@code 2026/11/21/defects/pred_20261121_101500_0123456789ab.jpg}, in UTC.
 * The last part stands for everything that tells a prediction from another one, so that a path can
 * be made again from the same prediction, and has nothing in it that a caller has chosen.
 */
final class ImagePaths {
  private static final int HASH_DIGITS = 12;
  private static final DateTimeFormatter FOLDERS = format("uuuu/MM/dd/");
  private static final DateTimeFormatter NAME = format("'pred_'uuuuMMdd'_'HHmmss'_'");
  private static final Pattern PATH =
      Pattern.compile(
          "([0-9]{4}/[0-9]{2}/[0-9]{2}/)?((no_)?defects/)?pred_[0-9]{8}_[0-9]{6}_[0-9a-f]{12}\\.jpg");

  private final boolean byDate;
  private final boolean byResult;

  ImagePaths(boolean byDate, boolean byResult) {
    this.byDate = byDate;
    this.byResult = byResult;
  }

  /** Whether a text could be a path of ours, under any settings. Then it leads nowhere else. */
  static boolean isOne(String path) {
    return PATH.matcher(path).matches();
  }

  /**
   * @param sha256 of the image as it came
   */
  String of(ImageRequest request, String sha256) {
    return (byDate ? FOLDERS.format(request.time()) : "")
        + (byResult ? (request.defect() ? "defects/" : "no_defects/") : "")
        + NAME.format(request.time())
        + hash(request, sha256)
        + ".jpg";
  }

  private static String hash(ImageRequest request, String sha256) {
    RawFrame raw = request.raw();
    Long cameraId = request.cameraId();
    return new Sha256()
        .add(sha256)
        .add(raw == null ? "" : raw.toString())
        .add(request.imageId())
        .add(cameraId == null ? "" : cameraId.toString())
        .add(request.device())
        .add(micros(request.time()))
        .hex()
        .substring(0, HASH_DIGITS);
  }

  private static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
