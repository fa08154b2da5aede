package dev.visionlog.server.filter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads from JSON text what a filter asks for, and skips the rest. Of equal keys the last wins. */
final class ExtraReader {

  /** The text is stored already: its size is bounded elsewhere, and PostgreSQL has taken it. */
  private static final StreamReadConstraints UNLIMITED =
      StreamReadConstraints.builder()
          .maxNameLength(Integer.MAX_VALUE)
          .maxNestingDepth(Integer.MAX_VALUE)
          .maxNumberLength(Integer.MAX_VALUE)
          .maxStringLength(Integer.MAX_VALUE)
          .build();

  /** Keys come from strangers: a table of them that lives as long as the server could be filled. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(UNLIMITED)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private final JsonParser parser;

  private ExtraReader(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Reads the text.
   *
   * @throws IllegalStateException if it is not JSON, which a stored entry's never is
   */
  static JsonValue read(String json, ExtraPaths wanted) {
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      return new ExtraReader(parser).value(wanted);
    } catch (IOException e) {
      throw new IllegalStateException("extra data is not JSON", e);
    }
  }

  private JsonValue value(ExtraPaths wanted) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      return members(wanted);
    }
    if (!wanted.isAsked()) {
      parser.skipChildren();
      return JsonValue.UNREAD;
    }
    return parser.currentToken() == JsonToken.START_ARRAY ? elements() : scalar();
  }

  private JsonValue members(ExtraPaths wanted) throws IOException {
    Map<String, JsonValue> members = new HashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      ExtraPaths child = wanted.child(key);
      if (child != null) {
        members.put(key, value(child));
      } else {
        parser.skipChildren();
        if (wanted.isAsked()) {
          members.put(key, JsonValue.UNREAD);
        }
      }
    }
    return new JsonValue.Members(members);
  }

  private JsonValue elements() throws IOException {
    List<JsonValue> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(scalar());
    }
    return new JsonValue.Elements(elements);
  }

  /** A scalar; of an object or array, only that it is there. */
  private JsonValue scalar() throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> new JsonValue.Text(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new JsonValue.Decimal(new BigDecimal(parser.getText()));
      case VALUE_TRUE -> new JsonValue.Bool(true);
      case VALUE_FALSE -> new JsonValue.Bool(false);
      case VALUE_NULL -> JsonValue.Null.NULL;
      default -> {
        parser.skipChildren();
        yield JsonValue.UNREAD;
      }
    };
  }
}
