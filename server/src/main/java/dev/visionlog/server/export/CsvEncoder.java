package dev.visionlog.server.export;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** RFC 4180, with a header. Texts are not changed: what looks like a formula stays one. */
final class CsvEncoder<E> implements ExportEncoder<E> {
  private final CsvColumns<E> columns;
  private final Supplier<Map<Long, String>> cameraNames;
  private boolean begun;

  CsvEncoder(CsvColumns<E> columns, Supplier<Map<Long, String>> cameraNames) {
    this.columns = columns;
    this.cameraNames = cameraNames;
  }

  @Override
  public byte[] encode(List<E> entries) {
    Map<Long, String> names = cameraNames.get();
    StringBuilder lines = new StringBuilder(entries.size() * 256);
    if (!begun) {
      begun = true;
      lines.append(String.join(",", columns.header())).append("\r\n");
    }
    for (E entry : entries) {
      CsvLine line = new CsvLine(lines);
      columns.write(entry, names, line);
      line.end();
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Optional<byte[]> finish() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
