package dev.visionlog.cli.importing;

import java.io.IOException;
import java.io.InputStream;

/** Reads one file through a parser. */
public final class FileImport<E> {
  private final Parsers<E> parsers;
  private final ImportSink<E> sink;
  private final ImportAccount account;

  /** A parser for one file, chosen by its first line that is not blank. */
  public interface Parsers<E> {
    LineParser parserFor(Line first, ImportSink<E> sink);
  }

  public FileImport(Parsers<E> parsers, ImportSink<E> sink, ImportAccount account) {
    this.parsers = parsers;
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
        parser = parser == null ? parsers.parserFor(line, sink) : parser;
        parser.line(line);
      }
      if (parser != null) {
        parser.end();
      }
    }
  }
}
