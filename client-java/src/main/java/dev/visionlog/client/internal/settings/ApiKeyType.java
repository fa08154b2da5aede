package dev.visionlog.client.internal.settings;

import java.util.regex.Pattern;

/** What can be sent as a header. */
record ApiKeyType() implements SettingType<String> {
  private static final String MASK = "***";
  private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]{1,4096}");

  @Override
  public String parse(String text) {
    return text;
  }

  @Override
  public String checked(String value) {
    String key = value.strip();
    SettingType.check(VISIBLE_ASCII.matcher(key).matches());
    return key;
  }

  @Override
  public String show(String value) {
    return MASK;
  }

  @Override
  public String allowed() {
    return "up to 4096 visible ASCII characters, which are never printed";
  }

  @Override
  public String masked(String given) {
    return MASK;
  }
}
