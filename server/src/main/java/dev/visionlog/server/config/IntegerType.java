package dev.visionlog.server.config;

record IntegerType(int min, int max) implements SettingType<Integer> {
  @Override
  public Integer parse(String text) {
    int value = Integer.parseInt(text);
    if (value < min || value > max) {
      throw new IllegalArgumentException();
    }
    return value;
  }

  @Override
  public String show(Integer value) {
    return value.toString();
  }

  @Override
  public String allowed() {
    return "a whole number from " + min + " to " + max;
  }
}
