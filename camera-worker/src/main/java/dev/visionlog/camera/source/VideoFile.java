package dev.visionlog.camera.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A file with a video in it. */
public final class VideoFile {
  private VideoFile() {}

  /** Opens the file; fails with its name in the message. */
  public static FrameStream open(Path file) throws IOException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new IOException("Cannot read the video " + file + ": there is no such file");
    }
    try {
      return FfmpegStream.open(file.toString(), Map.of());
    } catch (IOException refused) {
      throw new IOException("Cannot read the video " + file + ": " + refused.getMessage(), refused);
    }
  }
}
