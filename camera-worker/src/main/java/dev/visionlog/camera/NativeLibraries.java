package dev.visionlog.camera;

import java.nio.file.Path;

/** How OpenCV and FFmpeg are unpacked and watched. */
final class NativeLibraries {
  private static final String SETTINGS = "org.bytedeco.javacpp.";

  private NativeLibraries() {}

  /**
   * Has them unpacked into {@code ~/.cache/visionlog/javacpp}, once for all starts; where that
   * cannot be written to, JavaCPP takes a folder for temporary files. Frames may take more memory
   * than JavaCPP allows by the size of the heap. What people have set stays. To be called before
   * anything native is used.
   */
  static void configure() {
    set("cachedir", caches().resolve("visionlog").resolve("javacpp").toString());
    set("maxBytes", "0");
    set("maxPhysicalBytes", "0");
  }

  private static void set(String name, String value) {
    if (System.getProperty(SETTINGS + name) == null) {
      System.setProperty(SETTINGS + name, value);
    }
  }

  private static Path caches() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    return xdg != null && Path.of(xdg).isAbsolute()
        ? Path.of(xdg)
        : Path.of(System.getProperty("user.home", "/"), ".cache");
  }
}
