package dev.visionlog.cli.connection;

import java.util.Iterator;
import java.util.function.Function;

/** What another iterator brings, each turned into something else when it is asked for. */
public record Mapped<A, B>(Iterator<A> source, Function<A, B> mapping) implements Iterator<B> {

  @Override
  public boolean hasNext() {
    return source.hasNext();
  }

  @Override
  public B next() {
    return mapping.apply(source.next());
  }
}
