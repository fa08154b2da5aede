package dev.visionlog.client.internal.settings;

import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is there. */
record FileType() implements SettingType<Path> {
  @Override
  public Path parse(String text) {
    return Path.of(text);
  }

  @Override
  public Path checked(Path value) {
    SettingType.check(Files.isRegularFile(value) && Files.isReadable(value));
    return value.toAbsolutePath();
  }

  @Override
  public String show(Path value) {
    return value.toString();
  }

  @Override
  public String allowed() {
    return "a file that can be read; a relative path starts in the working folder";
  }
}
