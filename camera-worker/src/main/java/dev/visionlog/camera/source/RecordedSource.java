package dev.visionlog.camera.source;

import dev.visionlog.camera.frame.CameraFrame;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/** Something that waits for its reader: a video, or the scene that is drawn. For one thread. */
public final class RecordedSource implements FrameSource {
  private static final double LEAST_PART = 0.95;

  private final StreamOpener opener;
  private final boolean loop;
  private final SourceEvents events;
  private final Clock clock;
  private FrameStream stream;
  private long frames;
  private long framesOfRound;
  private Duration offset = Duration.ZERO;
  private Duration offsetOfRound = Duration.ZERO;

  /**
   * Opens it.
   *
   * @param loop whether it begins again at its end; frames are numbered on
   * @throws IOException if it cannot be opened
   */
  public RecordedSource(StreamOpener opener, boolean loop, SourceEvents events, Clock clock)
      throws IOException {
    this.opener = opener;
    this.loop = loop;
    this.events = events;
    this.clock = clock;
    this.stream = opener.open();
  }

  /** Frames a second by the video's own word; 0 if it does not say. */
  public double rate() {
    return stream.rate();
  }

  @Override
  public @Nullable CameraFrame next() throws IOException {
    Mat image = stream.next();
    if (image == null && framesOfRound == 0) {
      throw new IOException("There are no pictures in it");
    }
    if (image == null) {
      checkLength();
    }
    if (image == null && loop) {
      beginAgain();
      image = stream.next();
    }
    return image == null ? null : frame(image);
  }

  /** What a video says of its length is not exact. */
  private void checkLength() {
    long expected = stream.expectedFrames();
    if (framesOfRound < LEAST_PART * expected) {
      events.incomplete(framesOfRound, expected);
    }
  }

  private void beginAgain() throws IOException {
    stream.close();
    stream = opener.open();
    framesOfRound = 0;
    offsetOfRound = offset.plus(step());
  }

  /** From the last frame of a round to the first of the next. */
  private Duration step() {
    double rate = stream.rate();
    return rate > 0 ? Duration.ofNanos((long) (1e9 / rate)) : Duration.ZERO;
  }

  private CameraFrame frame(Mat image) {
    frames++;
    framesOfRound++;
    offset = offsetOfRound.plus(stream.offset());
    if (frames == 1) {
      events.started(image.cols(), image.rows(), stream.rate());
    }
    return new CameraFrame(frames, clock.instant(), offset, image);
  }

  /** None: it waits. */
  @Override
  public long missed() {
    return 0;
  }

  @Override
  public void close() {
    stream.close();
  }
}
