package dev.visionlog.server.service;

import dev.visionlog.server.model.LogEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps messages below the 4 MiB that gRPC clients take unless they are told otherwise. Sizes are
 * counted in chars, each of which may take three bytes.
 */
final class MessageSize {
  private static final long MOST = 1_300_000;

  private MessageSize() {}

  /** How many of the first entries fit into one message; at least one if there is one. */
  static int fitting(List<LogEntry> entries) {
    long bytes = 0;
    for (int i = 0; i < entries.size(); i++) {
      bytes += entries.get(i).bytes();
      if (bytes > MOST && i > 0) {
        return i;
      }
    }
    return entries.size();
  }

  /** The entries in pieces of which each fits into one message. */
  static List<List<LogEntry>> pieces(List<LogEntry> entries) {
    List<List<LogEntry>> pieces = new ArrayList<>();
    for (int from = 0; from < entries.size(); ) {
      int count = fitting(entries.subList(from, entries.size()));
      pieces.add(entries.subList(from, from + count));
      from += count;
    }
    return pieces;
  }
}
