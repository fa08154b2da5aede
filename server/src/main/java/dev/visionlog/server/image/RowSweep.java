package dev.visionlog.server.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks for the file of each row. For one run. */
final class RowSweep {
  private static final int PAGE = 500;

  /** When so many files are missing and none is there, something else is wrong. */
  private static final long SUSPICIOUS = 100;

  private final StoreFolder folder;
  private final ImageRows rows;
  private final Tally withoutFile = new Tally();
  private final List<Long> ids = new ArrayList<>();
  private long count;

  RowSweep(StoreFolder folder, ImageRows rows) {
    this.folder = folder;
    this.rows = rows;
  }

  /** Returns whether rows were marked. */
  boolean run(boolean mend) throws IOException {
    look();
    boolean noneThere = withoutFile.count() == count && count >= SUSPICIOUS;
    boolean mark = mend && withoutFile.count() > 0 && !noneThere;
    if (mark) {
      mark();
    }
    return mark;
  }

  private void look() throws IOException {
    for (List<ImageRow> page = next(null); !page.isEmpty(); page = next(last(page))) {
      count += page.size();
      for (ImageRow row : missing(page)) {
        withoutFile.add(row.path(), row.bytes());
        if (ids.size() < Tally.EXAMPLES) {
          ids.add(row.id());
        }
      }
    }
  }

  /** Looks again: what was not there may have come since. */
  private void mark() throws IOException {
    for (List<ImageRow> page = next(null); !page.isEmpty(); page = next(last(page))) {
      List<ImageRow> missing = missing(page);
      if (!missing.isEmpty()) {
        rows.markMissing(missing.stream().map(ImageRow::path).distinct().toList());
      }
    }
  }

  private List<ImageRow> missing(List<ImageRow> page) throws IOException {
    List<ImageRow> missing = new ArrayList<>();
    for (ImageRow row : page) {
      if (folder.find(row.path()).isEmpty()) {
        missing.add(row);
      }
    }
    return missing;
  }

  private List<ImageRow> next(@Nullable ImageRow after) {
    return rows.oldestFirst(after, PAGE);
  }

  private static ImageRow last(List<ImageRow> page) {
    return page.get(page.size() - 1);
  }

  long rows() {
    return count;
  }

  Finding withoutFile() {
    return withoutFile.finding();
  }

  List<Long> ids() {
    return List.copyOf(ids);
  }
}
