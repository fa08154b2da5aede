package dev.visionlog.server.filter;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a filter as {@link Filter#canonical} promises. */
final class CanonicalText implements Filter.Visitor<String> {

  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_]+");

  @Override
  public String and(Filter.And filter) {
    return join(filter.parts(), " AND ");
  }

  @Override
  public String or(Filter.Or filter) {
    return filter.parts().stream().map(this::operand).collect(Collectors.joining(" OR "));
  }

  @Override
  public String not(Filter.Not filter) {
    Filter part = filter.part();
    return "NOT " + (part instanceof Filter.Or ? parenthesized(part) : operand(part));
  }

  @Override
  public String search(Filter.Search filter) {
    return quoted(filter.text());
  }

  @Override
  public String presence(Filter.Presence filter) {
    return filter.field().text() + ":*";
  }

  @Override
  public String level(Filter.LevelComparison filter) {
    return comparison("level", filter.operator(), filter.value().name());
  }

  @Override
  public String number(Filter.NumberComparison filter) {
    return comparison(filter.field().text(), filter.operator(), Long.toString(filter.value()));
  }

  @Override
  public String decimal(Filter.DecimalComparison filter) {
    return comparison(filter.field().text(), filter.operator(), Double.toString(filter.value()));
  }

  @Override
  public String ofBoolean(Filter.BooleanComparison filter) {
    return comparison(filter.field().text(), filter.operator(), String.valueOf(filter.value()));
  }

  @Override
  public String time(Filter.TimeComparison filter) {
    return comparison(filter.field().text(), filter.operator(), quoted(filter.value().toString()));
  }

  @Override
  public String text(Filter.TextComparison filter) {
    return comparison(filter.field().text(), filter.operator(), quoted(filter.value()));
  }

  @Override
  public String element(Filter.ElementComparison filter) {
    return comparison(filter.field().text(), filter.operator(), quoted(filter.value()));
  }

  @Override
  public String extraPresence(Filter.ExtraPresence filter) {
    return path(filter.path()) + ":*";
  }

  @Override
  public String extraText(Filter.ExtraText filter) {
    return comparison(path(filter.path()), filter.operator(), quoted(filter.value()));
  }

  @Override
  public String extraNumber(Filter.ExtraNumber filter) {
    return comparison(path(filter.path()), filter.operator(), filter.value().toString());
  }

  @Override
  public String extraBoolean(Filter.ExtraBoolean filter) {
    return comparison(path(filter.path()), filter.operator(), String.valueOf(filter.value()));
  }

  @Override
  public String extraNull(Filter.ExtraNull filter) {
    return comparison(path(filter.path()), filter.operator(), "null");
  }

  private String join(List<Filter> parts, String separator) {
    return parts.stream().map(part -> part.accept(this)).collect(Collectors.joining(separator));
  }

  /** Within OR and NOT, which bind tighter than AND, a conjunction needs parentheses. */
  private String operand(Filter part) {
    return part instanceof Filter.And ? parenthesized(part) : part.accept(this);
  }

  private String parenthesized(Filter part) {
    return "(" + part.accept(this) + ")";
  }

  private static String comparison(String field, FilterOperator operator, String value) {
    return operator == FilterOperator.HAS
        ? field + ":" + value
        : field + " " + operator.text() + " " + value;
  }

  private static String path(List<String> path) {
    return path.stream()
        .map(key -> PLAIN_KEY.matcher(key).matches() ? key : quoted(key))
        .collect(Collectors.joining(".", "extra.", ""));
  }

  private static String quoted(TextPattern pattern) {
    return pattern.parts().stream()
        .map(CanonicalText::escaped)
        .collect(Collectors.joining("*", "\"", "\""));
  }

  private static String quoted(String text) {
    return "\"" + escaped(text) + "\"";
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("*", "\\*");
  }
}
