package dev.visionlog.bridge.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Message;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.visionlog.bridge.json.InvalidJsonException;
import dev.visionlog.bridge.json.ProtoJsonReader;
import dev.visionlog.bridge.upstream.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A request for JSON, with its whole body. */
public final class ApiRequest {
  private static final int MAX_STRING = 32 * 1024 * 1024;

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      // An image is one string.
                      StreamReadConstraints.builder().maxStringLength(MAX_STRING).build())
                  .build())
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

  /** Whether the browser speaks TLS: to the bridge, or to a proxy in front of it. */
  public boolean isOverTls() {
    String origin = request.headers().get(HttpHeaderNames.ORIGIN, "");
    return context.sessionProtocol().isTls() || origin.startsWith("https://");
  }

  /** A header's value; empty if it is not there. */
  public String header(CharSequence name) {
    return request.headers().get(name, "");
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
    checkType();
    try {
      // Not for the whole mapper: read piece by piece, values have something behind them.
      JsonNode body =
          JSON.reader(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .readTree(request.contentUtf8());
      if (body instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException notJson) {
      throw notJson(notJson);
    }
    throw HttpError.badField("body", "The body must be a JSON object").exception();
  }

  /** Reads something piece by piece. */
  public interface Reading {
    void read(JsonParser json) throws IOException;
  }

  /** Reads the body, which is one JSON value, piece by piece. */
  public void parse(Reading reading) {
    checkType();
    try (JsonParser json = JSON.createParser(request.content().toInputStream())) {
      reading.read(json);
      if (json.nextToken() != null) {
        throw new JsonParseException(json, "Something follows", json.currentTokenLocation());
      }
    } catch (JsonProcessingException notJson) {
      throw notJson(notJson);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Jackson's own words show parts of the body, which may be secret. */
  private static RuntimeException notJson(JsonProcessingException notJson) {
    JsonLocation place = notJson.getLocation();
    return HttpError.badField(
            "body",
            "The body is no JSON: line "
                + place.getLineNr()
                + ", column "
                + place.getColumnNr()
                + " cannot be understood")
        .exception();
  }

  /**
   * The body as a message, of which it may have these fields and no others.
   *
   * @return the names of those that it has
   */
  public Set<String> readInto(Message.Builder message, String... allowed) {
    ObjectNode body = object();
    Set<String> names = names(body);
    for (String name : names) {
      if (!List.of(allowed).contains(name)) {
        throw HttpError.badField(
                name,
                "Field '" + name + "' cannot be set. Must be one of: " + String.join(", ", allowed))
            .exception();
      }
    }
    try {
      ProtoJsonReader.merge(body, message);
    } catch (InvalidJsonException invalid) {
      throw HttpError.badField(invalid.field(), String.valueOf(invalid.getMessage())).exception();
    }
    return names;
  }

  /** Which fields an object has, in their order. */
  public static Set<String> names(ObjectNode object) {
    Set<String> names = new LinkedHashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** A form of another site's page cannot send JSON, so that no other type is taken for it. */
  private void checkType() {
    MediaType type = request.contentType();
    if (type == null || !type.isJson()) {
      throw HttpError.of(
              HttpStatus.UNSUPPORTED_MEDIA_TYPE,
              "UNSUPPORTED_MEDIA_TYPE",
              "Invalid content type '" + (type == null ? "" : type) + "'. Must be application/json")
          .exception();
    }
  }

  public ServiceRequestContext context() {
    return context;
  }
}
