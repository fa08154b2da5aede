package dev.visionlog.client.internal.settings;

import java.nio.file.Path;

/** A folder, which need not exist yet. */
record FolderType() implements SettingType<Path> {
  @Override
  public Path parse(String text) {
    return Path.of(text);
  }

  @Override
  public Path checked(Path value) {
    return value.toAbsolutePath();
  }

  @Override
  public String show(Path value) {
    return value.toString();
  }

  @Override
  public String allowed() {
    return "a folder; a relative path starts in the working folder";
  }
}
