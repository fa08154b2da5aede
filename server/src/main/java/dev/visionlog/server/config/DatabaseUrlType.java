package dev.visionlog.server.config;

record DatabaseUrlType() implements SettingType<DatabaseUrl> {
  @Override
  public DatabaseUrl parse(String text) {
    return DatabaseUrl.parse(text);
  }

  @Override
  public String show(DatabaseUrl value) {
    return value.withoutPassword();
  }

  @Override
  public String allowed() {
    return "jdbc:postgresql://HOST[:PORT]/DATABASE or postgres://USER:PASSWORD@HOST[:PORT]/DATABASE";
  }

  @Override
  public String masked(String given) {
    return DatabaseUrl.masked(given);
  }
}
