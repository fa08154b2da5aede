package dev.visionlog.server.service;

import com.google.protobuf.MessageLite;
import dev.visionlog.server.model.Entry;
import java.util.ArrayList;
import java.util.List;

/** Keeps messages below the 4 MiB that gRPC clients take unless they are told otherwise. */
final class MessageSize {
  private static final long MOST_BYTES = 3_500_000;

  /** A char may become six bytes: as an escape in JSON, or as a number in a Struct. */
  private static final long MOST_CHARS = 600_000;

  private MessageSize() {}

  /** How many of the first entries fit into one message; at least one if there is one. */
  static int fitting(List<? extends MessageLite> entries) {
    long bytes = 0;
    for (int i = 0; i < entries.size(); i++) {
      bytes += entries.get(i).getSerializedSize();
      if (bytes > MOST_BYTES && i > 0) {
        return i;
      }
    }
    return entries.size();
  }

  /** The entries in pieces of which each fits into one message in whatever form. */
  static <E extends Entry<E>> List<List<E>> pieces(List<E> entries) {
    List<List<E>> pieces = new ArrayList<>();
    int from = 0;
    long chars = 0;
    for (int i = 0; i < entries.size(); i++) {
      chars += entries.get(i).bytes();
      if (chars > MOST_CHARS && i > from) {
        pieces.add(entries.subList(from, i));
        from = i;
        chars = entries.get(i).bytes();
      }
    }
    if (from < entries.size()) {
      pieces.add(entries.subList(from, entries.size()));
    }
    return pieces;
  }
}
