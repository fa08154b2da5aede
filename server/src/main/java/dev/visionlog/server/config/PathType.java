package dev.visionlog.server.config;

import java.nio.file.Path;

record PathType() implements SettingType<Path> {
  @Override
  public Path parse(String text) {
    return Path.of(text);
  }

  @Override
  public String show(Path value) {
    return value.toString();
  }

  @Override
  public String allowed() {
    return "a path; a relative one starts in the working folder";
  }
}
