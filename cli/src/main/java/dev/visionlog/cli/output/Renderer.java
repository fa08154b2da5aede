package dev.visionlog.cli.output;

/** Turns something into text without a final line break. */
public interface Renderer<E> {
  String render(E item);
}
