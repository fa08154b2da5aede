package dev.visionlog.client.internal.settings;

import java.util.Locale;

record BooleanType() implements SettingType<Boolean> {
  @Override
  public Boolean parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException();
    };
  }

  @Override
  public Boolean checked(Boolean value) {
    return value;
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
