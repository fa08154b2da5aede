package dev.visionlog.cli.output;

import dev.visionlog.v1.LogLevel;

/** ANSI colours, or none. Colour only repeats what the text says already. */
public final class Colors {
  private final boolean on;

  public Colors(boolean on) {
    this.on = on;
  }

  /** The text in the level's colour. */
  public String level(LogLevel level, String text) {
    return paint(code(level), text);
  }

  /** Text of less weight. */
  public String faint(String text) {
    return paint("2", text);
  }

  /** Text to be seen first. */
  public String strong(String text) {
    return paint("1", text);
  }

  /** Text that tells of a loss. */
  public String alarm(String text) {
    return paint("1;33", text);
  }

  private String paint(String code, String text) {
    return on && !code.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  private static String code(LogLevel level) {
    return switch (level) {
      case TRACE -> "2";
      case DEBUG -> "36";
      case INFO -> "34";
      case SUCCESS -> "32";
      case WARNING -> "33";
      case ERROR -> "31";
      case CRITICAL -> "1;37;41";
      case LOG_LEVEL_UNSPECIFIED, UNRECOGNIZED -> "";
    };
  }
}
