package dev.visionlog.bridge.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.common.AggregatedHttpResponse;

/** An answer as it came. */
public record Reply(AggregatedHttpResponse response) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public int status() {
    return response.status().code();
  }

  /** Empty if it is not there. */
  public String header(String name) {
    return response.headers().get(name, "");
  }

  public String body() {
    return response.contentUtf8();
  }

  public JsonNode json() {
    try {
      return JSON.readTree(body());
    } catch (JsonProcessingException notJson) {
      throw new AssertionError(body(), notJson);
    }
  }

  public JsonNode data() {
    return json().path("data");
  }

  public String message() {
    return json().path("message").asText();
  }

  /** The name of the field that an error is about. */
  public String field() {
    return json().at("/error/fields/0/field").asText();
  }

  @Override
  public String toString() {
    return status() + " " + body();
  }
}
