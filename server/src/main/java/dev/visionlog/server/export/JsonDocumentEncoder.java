package dev.visionlog.server.export;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One JSON document: an array of objects, and their count. */
final class JsonDocumentEncoder<E> implements ExportEncoder<E> {
  private final String name;
  private final JsonFields<E> fields;
  private final Supplier<Map<Long, String>> cameraNames;
  private boolean begun;
  private boolean finished;
  private long count;

  /**
   * @param name of the array
   */
  JsonDocumentEncoder(String name, JsonFields<E> fields, Supplier<Map<Long, String>> cameraNames) {
    this.name = name;
    this.fields = fields;
    this.cameraNames = cameraNames;
  }

  @Override
  public byte[] encode(List<E> entries) {
    Map<Long, String> names = cameraNames.get();
    return JsonPiece.of(
        json -> {
          if (!begun) {
            begun = true;
            json.writeRaw("{\"" + name + "\":[");
          }
          for (E entry : entries) {
            json.writeRaw(count++ == 0 ? "\n" : ",\n");
            json.writeStartObject();
            fields.write(entry, names, json);
            json.writeEndObject();
          }
        });
  }

  @Override
  public Optional<byte[]> finish() {
    if (finished) {
      return Optional.empty();
    }
    finished = true;
    return Optional.of(JsonPiece.of(json -> json.writeRaw("\n],\"count\":" + count + "}\n")));
  }

  @Override
  public void close() {}
}
