package dev.visionlog.server.image;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Rows in memory. */
final class FakeImageRows implements ImageRows {
  static final int MOST_ASKED = 500;

  private final TreeSet<ImageRow> rows =
      new TreeSet<>(Comparator.comparing(ImageRow::time).thenComparing(ImageRow::id));
  final List<String> missing = new ArrayList<>();
  final List<String> expired = new ArrayList<>();

  synchronized void add(ImageRow row) {
    rows.add(row);
  }

  synchronized int count() {
    return rows.size();
  }

  @Override
  public synchronized Set<String> known(Collection<String> paths) {
    assert paths.size() <= MOST_ASKED;
    Set<String> known = new HashSet<>();
    rows.stream().map(ImageRow::path).filter(paths::contains).forEach(known::add);
    return known;
  }

  @Override
  public synchronized List<ImageRow> oldestFirst(@Nullable ImageRow after, int limit) {
    return (after == null ? rows : rows.tailSet(after, false)).stream().limit(limit).toList();
  }

  @Override
  public synchronized Optional<ImageRow> newest() {
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.last());
  }

  @Override
  public synchronized long totalBytes() {
    return rows.stream().mapToLong(ImageRow::bytes).sum();
  }

  @Override
  public synchronized void markMissing(Collection<String> paths) {
    missing.addAll(paths);
    rows.removeIf(row -> paths.contains(row.path()));
  }

  @Override
  public synchronized void markExpired(Collection<String> paths) {
    expired.addAll(paths);
    rows.removeIf(row -> paths.contains(row.path()));
  }
}
