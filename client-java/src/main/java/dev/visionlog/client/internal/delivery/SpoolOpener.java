package dev.visionlog.client.internal.delivery;

import dev.visionlog.client.DropReason;
import dev.visionlog.client.internal.delivery.Troubles.Subject;
import dev.visionlog.client.internal.spool.Spool;
import dev.visionlog.client.internal.spool.SpoolListener;
import dev.visionlog.client.internal.spool.SpoolSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens spools and accounts for what is in them and what they give up. For the client's thread. */
final class SpoolOpener implements SpoolListener {
  private final String items;
  private final @Nullable SpoolSettings settings;
  private final Account account;
  private final Troubles troubles;
  private boolean opening;

  /**
   * @param items what is in them, in the plural
   * @param settings null: there is no spool
   */
  SpoolOpener(String items, @Nullable SpoolSettings settings, Account account, Troubles troubles) {
    this.items = items;
    this.settings = settings;
    this.account = account;
    this.troubles = troubles;
  }

  /** The client's own spool; null if there is none, or none that can be opened. */
  @Nullable Spool open() {
    if (settings == null) {
      return null;
    }
    opening = true;
    try {
      return counted(Spool.open(settings, Clock.systemUTC(), this));
    } catch (IOException | RuntimeException error) {
      troubles.begins(
          Subject.SPOOL,
          "There is no spool, " + items + " wait in memory only: " + error.getMessage());
      return null;
    } finally {
      opening = false;
    }
  }

  /** A spool that a process has left behind. */
  Optional<Spool> openLeftOver() {
    if (settings == null) {
      return Optional.empty();
    }
    opening = true;
    try {
      return Spool.openLeftOver(settings, Clock.systemUTC(), this).map(this::counted);
    } finally {
      opening = false;
    }
  }

  private Spool counted(Spool spool) {
    account.recovered(spool.entries());
    return spool;
  }

  @Override
  public void evicted(DropReason reason, long entries) {
    if (opening) {
      // Of an earlier process, and not among those that the spool says it has.
      account.recovered(entries);
    }
    account.dropped(reason, entries);
  }

  @Override
  public void damaged(Path file, String what) {
    troubles.begins(Subject.SPOOL, "The spool's file " + file + " is damaged: " + what);
  }
}
