package dev.visionlog.logback;

/** Names with dots, each of which stands for what is below it too. */
final class LoggerNames {
  private LoggerNames() {}

  /** Whether it is this name or one below it; allocates nothing. */
  static boolean isAtOrBelow(String name, String above) {
    return name.startsWith(above)
        && (name.length() == above.length() || name.charAt(above.length()) == '.');
  }
}
