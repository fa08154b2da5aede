package dev.visionlog.server.export;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A JSON object a line. */
final class NdjsonEncoder<E> implements ExportEncoder<E> {
  private final JsonFields<E> fields;
  private final Supplier<Map<Long, String>> cameraNames;

  NdjsonEncoder(JsonFields<E> fields, Supplier<Map<Long, String>> cameraNames) {
    this.fields = fields;
    this.cameraNames = cameraNames;
  }

  @Override
  public byte[] encode(List<E> entries) {
    Map<Long, String> names = cameraNames.get();
    return JsonPiece.of(
        json -> {
          for (E entry : entries) {
            json.writeStartObject();
            fields.write(entry, names, json);
            json.writeEndObject();
            json.writeRaw('\n');
          }
        });
  }

  @Override
  public Optional<byte[]> finish() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
