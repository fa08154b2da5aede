package dev.visionlog.bridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.OptionalLong;

/**
 * An event as it came.
 *
 * @param id the position that it carries; most that are no entries carry none
 */
public record SseEvent(String name, OptionalLong id, String data) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public JsonNode json() {
    try {
      return JSON.readTree(data);
    } catch (JsonProcessingException notJson) {
      throw new AssertionError(data, notJson);
    }
  }

  /** A field of the data as text. */
  public String text(String field) {
    return json().path(field).asText();
  }

  /** A field of the data as a number. */
  public long number(String field) {
    return json().path(field).asLong();
  }
}
