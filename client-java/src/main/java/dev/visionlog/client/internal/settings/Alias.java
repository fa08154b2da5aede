package dev.visionlog.client.internal.settings;

import java.math.BigDecimal;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A variable that means a setting under another name, from programs that came before this client.
 *
 * @param isShared whether the name is so general that the variable may be meant for something else
 * @param translation of the variable's text into the setting's
 * @param form in what way the text differs from the setting's; empty if it does not
 */
public record Alias(
    String variable, boolean isShared, UnaryOperator<String> translation, String form) {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

  static Alias own(String variable) {
    return new Alias(variable, false, UnaryOperator.identity(), "");
  }

  static Alias shared(String variable) {
    return new Alias(variable, true, UnaryOperator.identity(), "");
  }

  static Alias sharedSeconds(String variable) {
    return new Alias(variable, true, Alias::durationOfSeconds, "in seconds, such as 0.5");
  }

  static Alias sharedBufferFile(String variable) {
    return new Alias(
        variable,
        true,
        file -> file + ".spool",
        "a file, beside which the folder FILE.spool is used");
  }

  private static String durationOfSeconds(String text) {
    SettingType.check(SECONDS.matcher(text).matches());
    return new BigDecimal(text).movePointRight(3).toBigInteger() + "ms";
  }
}
