package dev.visionlog.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Option;

/** Whether docs/web.md knows what there is. */
class WebManualTest {
  private static final Pattern DEFAULT = Pattern.compile("\\$\\{env:(\\w+)(?::-(.*))?}");

  private final String manual = read(Path.of("..", "docs", "web.md"));

  @Test
  void settings_areThoseOfTheCommand() {
    List<String> rows =
        Arrays.stream(WebCommand.class.getDeclaredFields())
            .map(field -> field.getAnnotation(Option.class))
            .filter(option -> option != null && !option.hidden())
            .map(WebManualTest::row)
            .toList();

    assertThat(rows).hasSize(6);
    assertThat(manual.lines().filter(line -> line.startsWith("| `--")).map(WebManualTest::start))
        .containsExactlyElementsOf(rows);
  }

  /** Flag, variable and default, as in the manual's table. */
  private static String row(Option option) {
    Matcher value = DEFAULT.matcher(option.defaultValue());
    assertThat(value.matches()).isTrue();
    String fallback = value.group(2) == null ? "" : "`" + value.group(2) + "` ";
    return "| `" + longest(option.names()) + "` | `" + value.group(1) + "` | " + fallback + "|";
  }

  private static String longest(String... names) {
    return names[names.length - 1];
  }

  /** A row without its last column. */
  private static String start(String row) {
    return row.substring(0, row.lastIndexOf('|', row.length() - 2) + 1);
  }

  @Test
  void everyAddress_hasAnExample() throws IOException {
    JsonNode description =
        new ObjectMapper()
            .readTree(WebManualTest.class.getResourceAsStream("/api-docs/openapi.json"));

    description
        .get("paths")
        .fieldNames()
        .forEachRemaining(
            path ->
                assertThat(manual)
                    .containsPattern(
                        "curl .*http://127.0.0.1:8080"
                            + Pattern.quote(path).replace("{id}", "\\E\\d+\\Q")
                            + "['? \\n]"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }
}
