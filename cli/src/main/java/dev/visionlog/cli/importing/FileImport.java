package dev.visionlog.cli.importing;

import java.io.IOException;
import java.io.InputStream;

/** Reads one file through a parser. */
public final class FileImport {
  private final ImportSettings settings;
  private final ImportSink sink;
  private final ImportAccount account;

  public FileImport(ImportSettings settings, ImportSink sink, ImportAccount account) {
    this.settings = settings;
    this.sink = sink;
    this.account = account;
  }

  /** Reads to the end and closes the stream. */
  public void read(String name, InputStream in) throws IOException {
    try (LineReader lines = new LineReader(name, in)) {
      LineParser parser = null;
      for (Line line = lines.read(); line != null; line = lines.read()) {
        account.lineRead(line.cut());
        if (parser == null && line.isBlank()) {
          sink.blank();
          continue;
        }
        parser = parser == null ? settings.parserFor(line, sink) : parser;
        parser.line(line);
      }
      if (parser != null) {
        parser.end();
      }
    }
  }
}
