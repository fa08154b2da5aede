package dev.visionlog.server.filter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry's extra data, read when it is first asked for. For one thread. */
final class ExtraData {

  static final ExtraData NONE = new ExtraData(null, new ExtraPaths());

  private final @Nullable String json;
  private final ExtraPaths wanted;
  private @Nullable JsonValue root;

  ExtraData(@Nullable String json, ExtraPaths wanted) {
    this.json = json;
    this.wanted = wanted;
  }

  /** The value at the path through nested objects; null if there is none. */
  @Nullable JsonValue at(List<String> path) {
    JsonValue value = root();
    for (int i = 0; i < path.size() && value != null; i++) {
      value = value instanceof JsonValue.Members members ? members.values().get(path.get(i)) : null;
    }
    return value;
  }

  private @Nullable JsonValue root() {
    if (root == null && json != null) {
      root = ExtraReader.read(json, wanted);
    }
    return root;
  }
}
