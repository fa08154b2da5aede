package dev.visionlog.camera.source;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.global.avutil;
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
    byte[] text = new byte[LONGEST];
    avutil.av_strerror(code, text, LONGEST);
    int length = 0;
    while (length < LONGEST && text[length] != 0) {
      length++;
    }
    return new String(text, 0, length, StandardCharsets.UTF_8);
  }
}
