package dev.visionlog.client.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ClientSettingsReferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "client.md");
  private static final String WRITE = "settings.reference.write";

  /** With the property it writes the settings of the page instead. */
  @Test
  void page_saysWhatTheRegistrySays() throws IOException {
    String expected = ClientSettingsReference.page(Files.readString(PAGE));
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.readString(PAGE))
        .as(
            "docs/client.md is stale. Write it anew with: ./mvnw -pl proto,server,client-java"
                + " -Dtest=%s -Dsurefire.failIfNoSpecifiedTests=false -D%s=true test",
            getClass().getSimpleName(), WRITE)
        .isEqualTo(expected);
  }
}
