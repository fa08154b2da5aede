package dev.visionlog.server.config;

import java.util.regex.Pattern;

/**
 * An address of this machine that others cannot reach. Names are not looked up: what a name means
 * can change after it was checked.
 */
record LoopbackHostType() implements SettingType<String> {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|::1|127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");

  @Override
  public String parse(String text) {
    if (!LOOPBACK.matcher(text).matches()) {
      throw new RefusedValueException(
          "keys and TLS do not exist yet, so anyone who reaches another address could read and write everything");
    }
    return text;
  }

  @Override
  public String show(String value) {
    return value;
  }

  @Override
  public String allowed() {
    return "a loopback address (127.0.0.1, ::1, localhost)";
  }
}
