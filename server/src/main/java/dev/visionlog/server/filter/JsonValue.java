package dev.visionlog.server.filter;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** As much of a JSON value as a filter asks for. */
sealed interface JsonValue {

  /** A value of which only the existence matters. */
  JsonValue UNREAD = new Members(Map.of());

  /** A string. */
  record Text(String value) implements JsonValue {}

  /** A number. */
  record Decimal(BigDecimal value) implements JsonValue {}

  /** True or false. */
  record Bool(boolean value) implements JsonValue {}

  /** The null. */
  enum Null implements JsonValue {
    NULL
  }

  /** An array. */
  record Elements(List<JsonValue> values) implements JsonValue {}

  /** An object. */
  record Members(Map<String, JsonValue> values) implements JsonValue {}
}
