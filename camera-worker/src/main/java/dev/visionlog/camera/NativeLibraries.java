package dev.visionlog.camera;

import java.nio.file.Path;

/** Where OpenCV and FFmpeg are unpacked, once for all starts. */
final class NativeLibraries {
  private static final String FOLDER = "org.bytedeco.javacpp.cachedir";

  private NativeLibraries() {}

  /**
   * Chooses {@code ~/.cache/visionlog/javacpp}, unless somebody has chosen another place. Where
   * that cannot be written to, JavaCPP takes a folder for temporary files. To be called before
   * anything native is used.
   */
  static void choosePlace() {
    if (System.getProperty(FOLDER) == null) {
      System.setProperty(FOLDER, caches().resolve("visionlog").resolve("javacpp").toString());
    }
  }

  private static Path caches() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    return xdg != null && Path.of(xdg).isAbsolute()
        ? Path.of(xdg)
        : Path.of(System.getProperty("user.home", "/"), ".cache");
  }
}
