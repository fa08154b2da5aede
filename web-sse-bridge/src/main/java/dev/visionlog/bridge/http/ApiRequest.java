package dev.visionlog.bridge.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.visionlog.bridge.upstream.Caller;
import java.util.Set;

/** A request for JSON, with its whole body. */
public final class ApiRequest {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final ServiceRequestContext context;
  private final AggregatedHttpRequest request;
  private final Caller caller;

  ApiRequest(ServiceRequestContext context, AggregatedHttpRequest request, Caller caller) {
    this.context = context;
    this.request = request;
    this.caller = caller;
  }

  public Caller caller() {
    return caller;
  }

  /** The query's parameters, of which it may have these and no others. */
  public Parameters parameters(String... allowed) {
    return Parameters.of(context.queryParams(), Set.of(allowed));
  }

  /** A whole number in the path that names what is asked for. */
  public long id(String name) {
    String text = String.valueOf(context.pathParam(name));
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException noNumber) {
      throw HttpError.badField(name, "Invalid " + name + " '" + text + "'. Must be a whole number")
          .exception();
    }
  }

  /** The body as a JSON object. */
  public ObjectNode object() {
    try {
      JsonNode body = JSON.readTree(request.contentUtf8());
      if (body instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException notJson) {
      throw HttpError.badField("body", "The body is no JSON: " + notJson.getOriginalMessage())
          .exception();
    }
    throw HttpError.badField("body", "The body must be a JSON object").exception();
  }

  public ServiceRequestContext context() {
    return context;
  }
}
