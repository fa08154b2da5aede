package dev.visionlog.server.filter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The paths that a filter asks for, as a tree of keys. Not changed once a predicate uses it. */
final class ExtraPaths {

  private final Map<String, ExtraPaths> children = new HashMap<>();
  private boolean isAsked;

  void add(List<String> path) {
    ExtraPaths node = this;
    for (String key : path) {
      node = node.children.computeIfAbsent(key, absent -> new ExtraPaths());
    }
    node.isAsked = true;
  }

  boolean isEmpty() {
    return children.isEmpty();
  }

  /** Whether a path ends here, so that the value itself is asked for. */
  boolean isAsked() {
    return isAsked;
  }

  /** What is asked for under the key; null if nothing is. */
  @Nullable ExtraPaths child(String key) {
    return children.get(key);
  }
}
