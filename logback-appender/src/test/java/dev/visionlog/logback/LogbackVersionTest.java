package dev.visionlog.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.core.Appender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** That the tests really run with the version of Logback that the build means. */
@EnabledIfSystemProperty(named = "logback.expected", matches = ".+")
class LogbackVersionTest {

  @Test
  void logback_isTheOneMeant() {
    String jar = "-" + System.getProperty("logback.expected") + ".jar";
    assertThat(jarOf(Logger.class)).endsWith("logback-classic" + jar);
    assertThat(jarOf(Appender.class)).endsWith("logback-core" + jar);
  }

  private static String jarOf(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation().getPath();
  }
}
