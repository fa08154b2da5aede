package dev.visionlog.server.store.postgres;

import dev.visionlog.server.store.CategoryStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Keeps {@code export_categories}. */
final class PostgresCategoryStore implements CategoryStore {
  private static final String FIND =
      "SELECT name, id FROM export_categories WHERE name = ANY (?::text[])";

  /** In the order of their names, so that the numbers do not depend on which was met first. */
  private static final String ADD =
      """
      INSERT INTO export_categories (id, name)
      SELECT (SELECT coalesce(max(id), 0) FROM export_categories) + row_number() OVER (ORDER BY name), name
        FROM (SELECT DISTINCT unnest(?::text[]) COLLATE "C" AS name) AS given
       WHERE name NOT IN (SELECT name FROM export_categories)
      """;

  private final Database database;

  PostgresCategoryStore(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, Integer> ids(Collection<String> names) {
    String[] wanted = names.toArray(String[]::new);
    Map<String, Integer> found = database.read(handle -> find(handle, wanted));
    return found.keySet().containsAll(names)
        ? found
        : database.transact(handle -> add(handle, wanted));
  }

  private static Map<String, Integer> find(Handle handle, String[] names) {
    Map<String, Integer> found = new HashMap<>();
    handle
        .createQuery(FIND)
        .bind(0, names)
        .map((row, context) -> found.put(row.getString(1), row.getInt(2)))
        .list();
    return found;
  }

  /** One at a time: numbers are counted on from the last one. */
  private static Map<String, Integer> add(Handle handle, String[] names) {
    handle.execute("LOCK TABLE export_categories IN SHARE ROW EXCLUSIVE MODE");
    handle.execute(ADD, (Object) names);
    return find(handle, names);
  }

  @Override
  public List<Category> all() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT id, name FROM export_categories ORDER BY id")
                .map((row, context) -> new Category(row.getInt(1), row.getString(2)))
                .list());
  }
}
