package dev.visionlog.cli.importing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The extra data of an entry while it is put together. Numbers keep every digit. */
final class ExtraJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,17})(\\.\\d{1,17})?");

  /** Values as JSON text. */
  private final Map<String, String> values = new LinkedHashMap<>();

  /** What is left of an object, beside what its {@code extra_data} and {@code extra_json} hold. */
  static String rest(JsonObject object) throws BadLineException {
    ExtraJson extra = new ExtraJson();
    extra.addAll("extra_data", object.take("extra_data"));
    JsonObject.Value json = object.take("extra_json");
    if (json != null && !json.text().isEmpty()) {
      extra.addAll("extra_json", asObject(json));
    }
    object.rest().forEach((name, value) -> extra.addJson(name, value.json()));
    return extra.toJson();
  }

  private static JsonObject.Value asObject(JsonObject.Value json) throws BadLineException {
    JsonObject.parse(json.text());
    return new JsonObject.Value(JsonToken.START_OBJECT, "", json.text());
  }

  private void addAll(String name, JsonObject.@Nullable Value value) throws BadLineException {
    if (value != null && value.isObject()) {
      JsonObject.parse(value.json()).rest().forEach((key, member) -> addJson(key, member.json()));
    } else if (value != null) {
      addJson(name, value.json());
    }
  }

  /** A text; one that is a plain number becomes a number, so that filters can compare it. */
  void addText(String name, String text) {
    addJson(name, NUMBER.matcher(text).matches() ? text : quoted(text));
  }

  /** A value that is JSON already. A name that is taken gets underscores until it is not. */
  void addJson(String name, String json) {
    String free = name;
    while (values.containsKey(free)) {
      free += "_";
    }
    values.put(free, json);
  }

  /** Empty if there is no value. */
  String toJson() {
    if (values.isEmpty()) {
      return "";
    }
    StringBuilder json = new StringBuilder("{");
    values.forEach(
        (name, value) ->
            json.append(json.length() > 1 ? "," : "")
                .append(quoted(name))
                .append(':')
                .append(value));
    return json.append('}').toString();
  }

  private static String quoted(String text) {
    StringWriter writer = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(writer)) {
      generator.writeString(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return writer.toString();
  }
}
