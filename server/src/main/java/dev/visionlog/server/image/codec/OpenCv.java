package dev.visionlog.server.image.codec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;

/**
 * Loads OpenCV when it is needed for the first time: it unpacks 120 MB and takes half a second. No
 * other class here may be touched before, since JavaCPP looks at its settings once.
 */
final class OpenCv {
  private static final String SETTINGS = "org.bytedeco.javacpp.";
  private static boolean loaded;

  private OpenCv() {}

  /**
   * @param fallback a folder for the unpacked libraries where there is no home to write to
   */
  static synchronized void load(Path fallback) {
    if (loaded) {
      return;
    }
    try {
      configure(fallback);
      Loader.load(opencv_core.class);
      Loader.load(opencv_imgproc.class);
      Loader.load(opencv_imgcodecs.class);
      opencv_core.setNumThreads(1);
      loaded = true;
    } catch (LinkageError | RuntimeException | IOException error) {
      throw new CodecUnavailableException("OpenCV cannot be loaded on this machine", error);
    }
  }

  /**
   * What is allocated here is released here, so the garbage collector need not watch over it; and
   * the process, whose heap is small, may have more memory than JavaCPP thinks.
   */
  private static void configure(Path fallback) throws IOException {
    set("nopointergc", "true");
    set("maxBytes", "0");
    set("maxPhysicalBytes", "0");
    if (System.getProperty(SETTINGS + "cachedir") == null) {
      set("cachedir", cacheFolder(fallback).toString());
    }
  }

  private static void set(String name, String value) {
    if (System.getProperty(SETTINGS + name) == null) {
      System.setProperty(SETTINGS + name, value);
    }
  }

  /** {@code ~/.cache/visionlog/javacpp}, where everybody's are, if it can be made. */
  private static Path cacheFolder(Path fallback) throws IOException {
    Path folder = userCaches().resolve("visionlog").resolve("javacpp");
    try {
      Files.createDirectories(folder);
    } catch (IOException noHome) {
      return Files.createDirectories(fallback);
    }
    return Files.isWritable(folder) ? folder : Files.createDirectories(fallback);
  }

  private static Path userCaches() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    return xdg != null && Path.of(xdg).isAbsolute()
        ? Path.of(xdg)
        : Path.of(System.getProperty("user.home", "/"), ".cache");
  }
}
