package dev.visionlog.server.config;

/** Yes or no. */
record TruthType() implements SettingType<Boolean> {
  @Override
  public Boolean parse(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException();
    };
  }

  @Override
  public String show(Boolean value) {
    return value.toString();
  }

  @Override
  public String allowed() {
    return "true or false";
  }
}
