package dev.visionlog.server.embedded;

import java.util.Locale;

/** The operating system and processor by the names that PostgreSQL's binaries carry. */
record Platform(String system, String architecture) {

  static Platform current() {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  static Platform of(String osName, String osArch) {
    return new Platform(system(osName), architecture(osArch));
  }

  /** The archive on the class path. */
  String resource() {
    return "postgres-" + system + "-" + architecture + ".txz";
  }

  private static String system(String osName) {
    String name = osName.toLowerCase(Locale.ROOT);
    return name.startsWith("mac") ? "darwin" : name.startsWith("windows") ? "windows" : name;
  }

  private static String architecture(String osArch) {
    return switch (osArch.toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64", "x64" -> "x86_64";
      case "aarch64", "arm64" -> "arm_64";
      case "x86", "i386", "i686" -> "x86_32";
      case "ppc64le" -> "ppcle_64";
      default -> osArch;
    };
  }
}
