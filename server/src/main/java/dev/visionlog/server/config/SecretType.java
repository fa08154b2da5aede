package dev.visionlog.server.config;

record SecretType() implements SettingType<Secret> {
  @Override
  public Secret parse(String text) {
    return new Secret(text);
  }

  @Override
  public String show(Secret value) {
    return value.toString();
  }

  @Override
  public String allowed() {
    return "a text, which is never printed";
  }

  @Override
  public String masked(String given) {
    return Secret.MASK;
  }

  @Override
  public boolean isSecret() {
    return true;
  }
}
