package dev.visionlog.camera;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.OpenCVFrameConverter;
import org.bytedeco.opencv.opencv_core.Mat;

/** Videos of the demonstration's scene, or of whatever else. */
public final class TestVideo {
  private TestVideo() {}

  /** Ten frames a second of motion JPEG, as Matroska or else as AVI. */
  public static Path record(Path file, int frames, FrameOf picture) throws Exception {
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    try (FFmpegFrameRecorder recorder =
            new FFmpegFrameRecorder(file.toFile(), Pictures.WIDTH, Pictures.HEIGHT);
        OpenCVFrameConverter.ToMat converter = new OpenCVFrameConverter.ToMat()) {
      recorder.setFormat(file.toString().endsWith(".mkv") ? "matroska" : "avi");
      recorder.setFrameRate(10);
      recorder.setVideoCodec(avcodec.AV_CODEC_ID_MJPEG);
      recorder.setPixelFormat(avutil.AV_PIX_FMT_YUVJ420P);
      recorder.setVideoOption("qmin", "2");
      recorder.setVideoOption("qmax", "4");
      recorder.start();
      for (int number = 1; number <= frames; number++) {
        try (Mat image = picture.number(number)) {
          recorder.record(converter.convert(image));
        }
      }
    }
    return file;
  }

  /** What is on a frame. */
  public interface FrameOf {
    Mat number(long number);
  }
}
