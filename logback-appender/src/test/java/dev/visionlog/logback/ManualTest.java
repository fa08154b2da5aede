package dev.visionlog.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.Status;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code docs/logback.md} and its example say is so. */
class ManualTest {
  private static final Path DOCS = Path.of("..", "docs");

  private static String manual() throws IOException {
    return Files.readString(DOCS.resolve("logback.md"));
  }

  static List<String> configurations() throws IOException {
    List<String> all =
        Pattern.compile("(?s)<configuration>.*?</configuration>")
            .matcher(manual() + Files.readString(DOCS.resolve("examples/logback/logback.xml")))
            .results()
            .map(MatchResult::group)
            .filter(xml -> !xml.contains("springProperty"))
            .toList();
    assertThat(all).hasSize(4);
    return all;
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void configurations_areUnderstoodWithoutAComplaint(String xml) {
    LoggerContext context = TestApp.newContext();
    context.putProperty("SPOOL", "target/manual-spool");
    TestApp.configure(
        context,
        xml.replace("localhost:50051", "127.0.0.1:1")
            .replace("<spool>spool<", "<spool>target/manual-spool<")
            .replace("OnConsoleStatusListener", "NopStatusListener"));
    VisionlogAppender appender =
        (VisionlogAppender) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("VISIONLOG");
    assertThat(appender.isStarted()).isTrue();
    assertThat(context.getStatusManager().getCopyOfStatusList())
        .filteredOn(status -> status.getLevel() >= Status.ERROR)
        .isEmpty();
    context.stop();
  }

  @Test
  void properties_areAllInTheTable() throws IOException {
    String table = section("## Properties", "## What becomes of an event");
    Set<String> documented =
        table
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(0, line.indexOf('|', 1)))
            .flatMap(cell -> Pattern.compile("`(\\w+)`").matcher(cell).results())
            .map(found -> found.group(1))
            .collect(Collectors.toSet());
    assertThat(documented).isEqualTo(properties());
  }

  private static String section(String from, String to) throws IOException {
    String manual = manual();
    return manual.substring(manual.indexOf(from), manual.indexOf(to));
  }

  private static Set<String> properties() {
    return Arrays.stream(ConfiguredAppender.class.getDeclaredMethods())
        .map(Method::getName)
        .filter(name -> name.startsWith("set") || name.startsWith("add"))
        .map(name -> name.substring(3, 4).toLowerCase(Locale.ROOT) + name.substring(4))
        .collect(Collectors.toSet());
  }
}
