package dev.visionlog.server.config;

record TextType() implements SettingType<String> {
  @Override
  public String parse(String text) {
    return text;
  }

  @Override
  public String show(String value) {
    return value;
  }

  @Override
  public String allowed() {
    return "a text";
  }
}
