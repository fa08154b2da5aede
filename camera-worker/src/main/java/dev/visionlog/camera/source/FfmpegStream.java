package dev.visionlog.camera.source;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;
import org.bytedeco.javacv.OpenCVFrameConverter;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/** A video file or a stream of the network, by FFmpeg. */
final class FfmpegStream implements FrameStream {
  static {
    // It writes to standard error by itself, addresses with their passwords included.
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
  }

  private final FFmpegFrameGrabber grabber;
  private final OpenCVFrameConverter.ToMat converter = new OpenCVFrameConverter.ToMat();

  private FfmpegStream(FFmpegFrameGrabber grabber) {
    this.grabber = grabber;
  }

  /**
   * Opens it.
   *
   * @param options FFmpeg's
   * @throws IOException if it cannot be opened or has no pictures. Its message does not name the
   *     address, which may hold a password
   */
  static FfmpegStream open(String address, Map<String, String> options) throws IOException {
    FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(address);
    options.forEach(grabber::setOption);
    try {
      grabber.start();
      if (grabber.getImageWidth() == 0) {
        throw new IOException("There are no pictures in it");
      }
      return new FfmpegStream(grabber);
    } catch (FrameGrabber.Exception refused) {
      grabber.close();
      throw new IOException(FfmpegErrors.describe(refused));
    } catch (IOException empty) {
      grabber.close();
      throw empty;
    }
  }

  @Override
  public @Nullable Mat next() throws IOException {
    try {
      Frame frame = grabber.grabImage();
      return frame == null ? null : copy(frame);
    } catch (FrameGrabber.Exception broken) {
      throw new IOException(FfmpegErrors.describe(broken));
    }
  }

  /** The grabber uses its own memory again for the next one. */
  private Mat copy(Frame frame) throws IOException {
    Mat shared = converter.convert(frame);
    if (shared == null) {
      throw new IOException("A picture has a form that cannot be read");
    }
    return shared.clone();
  }

  @Override
  public Duration offset() {
    return Duration.ofNanos(grabber.getTimestamp() * 1000);
  }

  @Override
  public double rate() {
    double rate = grabber.getVideoFrameRate();
    return Double.isFinite(rate) && rate > 0 ? rate : 0;
  }

  @Override
  public long expectedFrames() {
    return Math.max(0, grabber.getLengthInVideoFrames());
  }

  @Override
  public void close() {
    try {
      converter.close();
      grabber.close();
    } catch (FrameGrabber.Exception failed) {
      // There is nothing left to be done about it.
    }
  }
}
