package dev.visionlog.client.internal.settings;

record IntegerType(int min, int max) implements SettingType<Integer> {
  @Override
  public Integer parse(String text) {
    return Integer.parseInt(text);
  }

  @Override
  public Integer checked(Integer value) {
    SettingType.check(value >= min && value <= max);
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
