package dev.visionlog.camera.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacv.FrameGrabber;

/** What FFmpeg says of a failure, without the address, which JavaCV puts into its messages. */
final class FfmpegErrors {
  private static final Pattern CODE = Pattern.compile("error (-\\d+)");
  private static final Pattern TEXT = Pattern.compile("error: ([^\"]*)");
  private static final int LONGEST = 256;

  private FfmpegErrors() {}

  static String describe(FrameGrabber.Exception error) {
    String message = String.valueOf(error.getMessage());
    Matcher code = CODE.matcher(message);
    if (code.find()) {
      return text(Integer.parseInt(code.group(1)));
    }
    Matcher text = TEXT.matcher(message);
    return text.find() ? text.group(1).strip() : "It cannot be read";
  }

  private static String text(int code) {
    try (BytePointer buffer = new BytePointer(LONGEST)) {
      avutil.av_strerror(code, buffer, LONGEST);
      return buffer.getString();
    }
  }
}
