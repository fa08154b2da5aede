package dev.visionlog.cli.command;

import com.google.protobuf.MessageLite;
import dev.visionlog.cli.importing.FileImport;
import dev.visionlog.cli.importing.WriteMethod;
import dev.visionlog.cli.output.Renderer;
import java.util.function.Function;

/**
 * What an import is of.
 *
 * @param parsers of its files
 * @param method by which it is sent
 * @param group by what a dry run counts
 */
record Imported<E extends MessageLite, K extends Comparable<K>>(
    FileImport.Parsers<E> parsers,
    WriteMethod<E, ?, ?> method,
    Renderer<E> renderer,
    Function<E, K> group,
    Words words) {

  /**
   * How people call it.
   *
   * @param one with its article
   * @param groups by what a dry run counts
   */
  record Words(String one, String several, String groups) {}
}
