package dev.visionlog.server.filter;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;

/** Writes JSON. */
final class JsonTexts {

  private JsonTexts() {}

  static String quoted(String text) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
  }

  /** The JSON value within an object for each key of the path. */
  static String nested(List<String> path, String json) {
    StringBuilder nested = new StringBuilder();
    path.forEach(key -> nested.append('{').append(quoted(key)).append(':'));
    return nested.append(json).append("}".repeat(path.size())).toString();
  }
}
