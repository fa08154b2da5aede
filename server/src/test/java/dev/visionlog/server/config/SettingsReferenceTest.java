package dev.visionlog.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsReferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "settings.md");
  private static final String WRITE = "settings.reference.write";

  /** With the property it writes the page instead. */
  @Test
  void page_saysWhatTheRegistrySays() throws IOException {
    String expected = SettingsReference.page();
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.readString(PAGE))
        .as(
            "docs/settings.md is stale. Write it anew with: ./mvnw -pl proto,server -Dtest=%s"
                + " -Dsurefire.failIfNoSpecifiedTests=false -D%s=true test",
            getClass().getSimpleName(), WRITE)
        .isEqualTo(expected);
  }
}
