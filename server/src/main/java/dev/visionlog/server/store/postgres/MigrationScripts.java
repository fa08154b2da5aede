package dev.visionlog.server.store.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads migrations from the class path: {@code index.txt} names them in order, a line each, and
 * {@code NAME.up.sql} and {@code NAME.down.sql} stand beside it. A jar cannot be listed in a way
 * that works everywhere, so the index says what there is.
 */
final class MigrationScripts {
  private static final Pattern NAME = Pattern.compile("V(\\d+)__(\\w+)");

  private final String root;

  MigrationScripts(String root) {
    this.root = root;
  }

  List<Migration> read() {
    List<Migration> migrations = new ArrayList<>();
    for (String name : resource("index.txt").lines().map(String::strip).toList()) {
      if (!name.isEmpty()) {
        migrations.add(migration(name, migrations.size() + 1));
      }
    }
    return List.copyOf(migrations);
  }

  private Migration migration(String name, int expectedVersion) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) != expectedVersion) {
      throw new MigrationException(
          "%s/index.txt: expected V%03d__name, found '%s'".formatted(root, expectedVersion, name));
    }
    return new Migration(
        expectedVersion,
        matcher.group(2),
        resource(name + ".up.sql"),
        resource(name + ".down.sql"));
  }

  private String resource(String name) {
    String path = root + "/" + name;
    try (InputStream content = getClass().getClassLoader().getResourceAsStream(path)) {
      if (content == null) {
        throw new MigrationException("The class path has no " + path);
      }
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new MigrationException("Cannot read " + path, e);
    }
  }
}
