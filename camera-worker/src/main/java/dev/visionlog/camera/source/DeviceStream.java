package dev.visionlog.camera.source;

import java.io.IOException;
import java.time.Duration;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;
import org.bytedeco.javacv.OpenCVFrameConverter;
import org.bytedeco.javacv.OpenCVFrameGrabber;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/** A camera at this machine, by OpenCV. */
public final class DeviceStream implements FrameStream {
  private final OpenCVFrameGrabber grabber;
  private final OpenCVFrameConverter.ToMat converter = new OpenCVFrameConverter.ToMat();
  private final long openedAt = System.nanoTime();

  private DeviceStream(OpenCVFrameGrabber grabber) {
    this.grabber = grabber;
  }

  /** Opens the camera with this number, from 0. */
  public static DeviceStream open(int number) throws IOException {
    OpenCVFrameGrabber grabber = new OpenCVFrameGrabber(number);
    try {
      grabber.start();
      return new DeviceStream(grabber);
    } catch (FrameGrabber.Exception refused) {
      grabber.close();
      throw new IOException("The camera device " + number + " cannot be opened", refused);
    }
  }

  @Override
  public @Nullable Mat next() throws IOException {
    try {
      Frame frame = grabber.grab();
      Mat shared = frame == null ? null : converter.convert(frame);
      return shared == null ? null : shared.clone();
    } catch (FrameGrabber.Exception broken) {
      throw new IOException("The camera device gives no picture", broken);
    }
  }

  @Override
  public Duration offset() {
    return Duration.ofNanos(System.nanoTime() - openedAt);
  }

  @Override
  public double rate() {
    return Math.max(0, grabber.getFrameRate());
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
