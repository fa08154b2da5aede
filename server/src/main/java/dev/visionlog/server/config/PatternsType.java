package dev.visionlog.server.config;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Regular expressions. */
record PatternsType() implements SettingType<List<Pattern>> {
  private static final String SEPARATOR = ";;";

  @Override
  public List<Pattern> parse(String text) {
    return text.lines()
        .flatMap(line -> List.of(line.split(SEPARATOR)).stream())
        .map(String::strip)
        .filter(expression -> !expression.isEmpty())
        .map(PatternsType::compile)
        .toList();
  }

  private static Pattern compile(String expression) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new RefusedValueException(
          "'%s': %s at %d".formatted(expression, e.getDescription(), e.getIndex()));
    }
  }

  @Override
  public String show(List<Pattern> value) {
    return value.stream().map(Pattern::pattern).collect(Collectors.joining(SEPARATOR));
  }

  @Override
  public String allowed() {
    return "regular expressions, one a line or separated by ';;'";
  }
}
