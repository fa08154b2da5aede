package dev.visionlog.bridge.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes an object of those parameters that a request has. For one thread. */
final class GivenParameters {
  private final JsonGenerator json;

  /** Begins the object. */
  GivenParameters(JsonGenerator json) throws IOException {
    this.json = json;
    json.writeStartObject();
  }

  void write(String name, Optional<?> value) throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get().toString());
    }
  }

  void write(String name, OptionalLong number) throws IOException {
    if (number.isPresent()) {
      json.writeNumberField(name, number.getAsLong());
    }
  }

  void writeFlag(String name, Optional<Boolean> flag) throws IOException {
    if (flag.isPresent()) {
      json.writeBooleanField(name, flag.get());
    }
  }

  void write(Period period) throws IOException {
    write(Period.START, period.start());
    write(Period.END, period.end());
  }

  void end() throws IOException {
    json.writeEndObject();
  }
}
