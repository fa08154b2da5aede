package dev.visionlog.bridge.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.visionlog.bridge.json.ProtoJson;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The form of every JSON answer: {@code {success, message, data}}. */
public final class Envelope {
  private Envelope() {}

  /** Writes the value of {@code data}. */
  public interface Data {
    void write(JsonGenerator json) throws IOException;
  }

  /** An answer with this message and data. */
  public static HttpResponse ok(String message, Data data) {
    return success(ResponseHeaders.builder(HttpStatus.OK), message, data);
  }

  /** The answer to a request that has made something, which is now at this address. */
  public static HttpResponse created(String address, String message, Data data) {
    return success(
        ResponseHeaders.builder(HttpStatus.CREATED).set(HttpHeaderNames.LOCATION, address),
        message,
        data);
  }

  /** An answer that is the data alone, for the addresses that older programs know. */
  public static HttpResponse plain(Data data) {
    return whole(ResponseHeaders.builder(HttpStatus.OK), data).toHttpResponse();
  }

  private static HttpResponse success(ResponseHeadersBuilder headers, String message, Data data) {
    return response(
            headers,
            json -> {
              json.writeBooleanField("success", true);
              json.writeStringField("message", message);
              json.writeFieldName("data");
              data.write(json);
            })
        .toHttpResponse();
  }

  /** An error: {@code {success: false, message, status_code, error: {reason, fields}}}. */
  public static HttpResponse error(HttpError error) {
    return wholeError(error).toHttpResponse();
  }

  /** The same, as it is wanted by who cannot wait for it: an event loop must never. */
  static AggregatedHttpResponse wholeError(HttpError error) {
    ResponseHeadersBuilder headers = ResponseHeaders.builder(error.status());
    error
        .retryAfterSeconds()
        .ifPresent(seconds -> headers.set(HttpHeaderNames.RETRY_AFTER, Long.toString(seconds)));
    if (error.status().equals(HttpStatus.UNAUTHORIZED)) {
      headers.set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
    }
    return response(headers, json -> fields(error, json));
  }

  /** Answers with an error where nothing has been written yet, and ends the answer. */
  public static void error(HttpError error, HttpResponseWriter response) {
    AggregatedHttpResponse whole = wholeError(error);
    response.write(whole.headers());
    response.write(whole.content());
    response.close();
  }

  /** The fields of an error, for an object that may have others. */
  public static void fields(HttpError error, JsonGenerator json) throws IOException {
    json.writeBooleanField("success", false);
    json.writeStringField("message", error.message());
    json.writeNumberField("status_code", error.status().code());
    json.writeObjectFieldStart("error");
    json.writeStringField("reason", error.reason());
    if (!error.fields().isEmpty()) {
      json.writeArrayFieldStart("fields");
      for (HttpError.Field field : error.fields()) {
        json.writeStartObject();
        json.writeStringField("field", field.field());
        json.writeStringField("description", field.description());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static AggregatedHttpResponse response(ResponseHeadersBuilder headers, Data fields) {
    return whole(
        headers,
        json -> {
          json.writeStartObject();
          fields.write(json);
          json.writeEndObject();
        });
  }

  private static AggregatedHttpResponse whole(ResponseHeadersBuilder headers, Data data) {
    ByteString.Output out = ByteString.newOutput(512);
    try (JsonGenerator json = ProtoJson.generator(out)) {
      data.write(json);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    HttpData content = HttpData.wrap(out.toByteString().toByteArray());
    return AggregatedHttpResponse.of(
        headers
            .contentType(MediaType.JSON_UTF_8)
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
            .contentLength(content.length())
            .build(),
        content);
  }
}
