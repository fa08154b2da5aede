package dev.visionlog.cli.importing;

import java.util.List;

/**
 * A JSON object a line. What the server sets itself is left out of a line of our own export; for
 * another system's lines it is data.
 *
 * @param <E> what a line becomes
 */
abstract class JsonObjectLines<E> implements LineParser {
  private final ImportSink<E> sink;
  private final List<String> setByServer;

  /**
   * @param setByServer the keys; {@code id} and {@code received_time}, which are among them, tell
   *     our own lines
   */
  JsonObjectLines(ImportSink<E> sink, List<String> setByServer) {
    this.sink = sink;
    this.setByServer = setByServer;
  }

  @Override
  public final void line(Line line) {
    if (line.isBlank()) {
      sink.blank();
      return;
    }
    try {
      sink.entry(line.origin(), read(object(line)));
    } catch (BadLineException e) {
      sink.rejected(line.origin(), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public final void end() {}

  private JsonObject object(Line line) throws BadLineException {
    if (line.cut()) {
      throw new BadLineException("The line is longer than " + LineReader.MAX_LINE + " characters");
    }
    JsonObject object = JsonObject.parse(line.text());
    if (object.has("received_time") && object.has("id")) {
      setByServer.forEach(object::take);
    }
    return object;
  }

  /** Takes from the object what it knows. */
  abstract E read(JsonObject object) throws BadLineException;
}
