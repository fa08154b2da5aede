package dev.visionlog.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visionlog.v1.LogLevel;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelMapTest {
  @ParameterizedTest
  @CsvSource({
    "FATAL,CRITICAL",
    "severe,ERROR",
    "Err,ERROR",
    "notice,INFO",
    "verbose,TRACE",
    "D,DEBUG",
    "I,INFO",
    "W,WARNING",
    "E,ERROR",
    "V,TRACE",
    "F,CRITICAL",
    "Warn,WARNING",
    "success,SUCCESS",
    "25,SUCCESS",
    "emerg,CRITICAL"
  })
  void usualNames(String name, LogLevel level) throws Exception {
    assertThat(new LevelMap(Map.of(), null).of(name)).isEqualTo(level);
  }

  @Test
  void ownNamesComeFirst() throws Exception {
    LevelMap map = new LevelMap(LevelMap.parse("notice=SUCCESS, Audit=warning"), null);

    assertThat(map.of("NOTICE")).isEqualTo(LogLevel.SUCCESS);
    assertThat(map.of("audit")).isEqualTo(LogLevel.WARNING);
    assertThatThrownBy(() -> LevelMap.parse("x=LOUD"))
        .hasMessageContaining("Invalid log level 'LOUD'");
    assertThatThrownBy(() -> LevelMap.parse("x")).hasMessageContaining("Invalid level map");
  }

  @Test
  void unknownNames_areRejectedUnlessThereIsADefault() throws Exception {
    assertThat(new LevelMap(Map.of(), LogLevel.DEBUG).of("loud")).isEqualTo(LogLevel.DEBUG);
    assertThat(new LevelMap(Map.of(), null).of(null)).isEqualTo(LogLevel.INFO);
    assertThatThrownBy(() -> new LevelMap(Map.of(), null).of("loud"))
        .hasMessageContaining("--default-level");
  }
}
