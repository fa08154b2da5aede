package dev.visionlog.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {
  @TempDir Path folder;

  @Test
  void text_explainsEachSetting() {
    assertThat(text(Map.of(), "--grpc-port=7"))
        .contains(
            """
            # Port of the gRPC service; 0 takes any free one.
            # a whole number from 0 to 65535; default: 50051; variable: VISIONLOG_GRPC_PORT; \
            flag: --grpc-port; origin: --grpc-port
            grpc.port=7
            """);
  }

  @Test
  void text_isAFileThatMeansTheSame() throws IOException {
    String[] chosen = {
      "--grpc-port=7",
      "--data-dir= C:\\data dir",
      "--ingest-mask-patterns=\\d{3}\n#x=!y;;ünï",
      "--database-url=postgres://a+n%20n@db/logs?sslmode=require"
    };
    Settings settings = load(Map.of(), chosen).settings();
    Files.writeString(folder.resolve("visionlog.properties"), text(Map.of(), chosen));
    Settings again = load(Map.of()).settings();
    assertThat(again.dataDir()).isEqualTo(settings.dataDir());
    assertThat(again.grpc()).isEqualTo(settings.grpc());
    assertThat(again.database()).isEqualTo(settings.database());
    assertThat(again.database().user()).hasValue("a+n n");
    assertThat(again.ingest().maskPatterns())
        .extracting(Pattern::pattern)
        .containsExactly("\\d{3}", "#x=!y", "ünï");
  }

  @Test
  void text_hasEverySettingOnce() {
    assertThat(text(Map.of()).lines().filter(line -> line.matches("#?[a-z_.]+=.*")))
        .hasSameSizeAs(Registry.ALL);
  }

  @Test
  void secrets_areCommentsWithoutTheirValue() {
    assertThat(
            text(
                Map.of("VISIONLOG_DATABASE_PASSWORD", "secret"),
                "--database-url=postgres://ann:secret@db/logs"))
        .contains(
            "\n#database.password=***\n", "\ndatabase.url=jdbc:postgresql://db/logs?user=ann\n")
        .doesNotContain("secret");
  }

  private String text(Map<String, String> environment, String... arguments) {
    return new ConfigCommand(load(environment, arguments)).text();
  }

  private LoadedSettings load(Map<String, String> environment, String... arguments) {
    return new SettingsSources(List.of(arguments), environment, folder).load();
  }
}
