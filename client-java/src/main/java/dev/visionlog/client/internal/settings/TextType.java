package dev.visionlog.client.internal.settings;

/** A text, counted in characters as people see them rather than in {@code char}s. */
record TextType(int min, int max) implements SettingType<String> {
  @Override
  public String parse(String text) {
    return text;
  }

  @Override
  public String checked(String value) {
    String text = value.strip();
    int length = text.codePointCount(0, text.length());
    SettingType.check(length >= min && length <= max);
    return text;
  }

  @Override
  public String show(String value) {
    return value;
  }

  @Override
  public String allowed() {
    return min == 0
        ? "a text of at most " + max + " characters"
        : "a text of " + min + " to " + max + " characters";
  }
}
