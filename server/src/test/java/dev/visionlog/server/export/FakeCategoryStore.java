package dev.visionlog.server.export;

import dev.visionlog.server.store.CategoryStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers classes in the order in which they come. */
final class FakeCategoryStore implements CategoryStore {
  private final Map<String, Integer> ids = new LinkedHashMap<>();

  @Override
  public Map<String, Integer> ids(Collection<String> names) {
    Map<String, Integer> wanted = new HashMap<>();
    names.forEach(
        name -> {
          ids.putIfAbsent(name, ids.size() + 1);
          wanted.put(name, ids.get(name));
        });
    return wanted;
  }

  @Override
  public List<Category> all() {
    return ids.entrySet().stream().map(e -> new Category(e.getValue(), e.getKey())).toList();
  }
}
