package dev.visionlog.client.internal.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The folder with the folders of all writers: finds one that can be taken, or makes one. */
final class SpoolFolder {

  private static final int TRIES = 10;

  private final SpoolSettings settings;
  private final Clock clock;
  private final SpoolListener listener;
  private final Optional<UUID> boot;

  /**
   * @param boot the present run of the machine, if it can be told from others
   */
  SpoolFolder(SpoolSettings settings, Clock clock, SpoolListener listener, Optional<UUID> boot) {
    this.settings = settings;
    this.clock = clock;
    this.listener = listener;
    this.boot = boot;
  }

  /** See {@link Spool#open}. */
  Spool open() throws IOException {
    try {
      PrivateFiles.createFolders(settings.folder());
      return takeOrCreate();
    } catch (IOException e) {
      throw new IOException("The spool folder " + settings.folder() + " cannot be used: " + e, e);
    }
  }

  private Spool takeOrCreate() throws IOException {
    for (WriterFolder folder : writers()) {
      Spool spool = tryTake(folder, false);
      if (spool != null) {
        return spool;
      }
    }
    return create();
  }

  /** See {@link Spool#openLeftOver}. */
  Optional<Spool> openLeftOver() {
    if (!PrivateFiles.exists(settings.folder())) {
      return Optional.empty();
    }
    try {
      for (WriterFolder folder : writers()) {
        Spool spool = tryTake(folder, true);
        if (spool != null) {
          return Optional.of(spool);
        }
      }
    } catch (IOException e) {
      listener.damaged(settings.folder(), "It could not be read: " + e);
    }
    return Optional.empty();
  }

  private Spool create() throws IOException {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      UUID id = UUID.randomUUID();
      WriterFolder folder = new WriterFolder(settings.folder().resolve(id.toString()), id);
      Optional<WriterLock> lock = WriterLock.tryCreate(folder);
      if (lock.isPresent()) {
        return createIn(folder, lock.get());
      }
    }
    throw new IOException("No new writer could be made in " + settings.folder());
  }

  private Spool createIn(WriterFolder folder, WriterLock lock) throws IOException {
    try {
      Spool spool = openIn(folder, lock, null, false);
      PrivateFiles.syncFolder(settings.folder());
      return spool;
    } catch (IOException e) {
      try (lock) {
        folder.delete(lock);
      } catch (IOException alsoThis) {
        e.addSuppressed(alsoThis);
      }
      throw e;
    }
  }

  /** Null if it is not to be had, or has nothing of use. */
  private @Nullable Spool tryTake(WriterFolder folder, boolean leftOver) {
    try {
      Optional<WriterLock> lock = WriterLock.tryTake(folder);
      return lock.isPresent() ? take(folder, lock.get(), leftOver) : null;
    } catch (IOException e) {
      listener.damaged(folder.path(), "It is left out: " + e);
      return null;
    }
  }

  private @Nullable Spool take(WriterFolder folder, WriterLock lock, boolean leftOver)
      throws IOException {
    Spool spool = null;
    try {
      Optional<NumbersFile.Content> numbers = NumbersFile.read(folder.numbers());
      boolean certain = numbers.filter(content -> content.isCertain(boot)).isPresent();
      if (leftOver ? !folder.segments().isEmpty() : certain) {
        spool = openIn(folder, lock, numbers.orElse(null), leftOver);
      }
      if (leftOver && spool != null && spool.isEmpty()) {
        spool = null;
      }
      if (spool == null && !certain) {
        deleteUseless(folder, lock);
      }
      return spool;
    } finally {
      if (spool == null) {
        lock.close();
      }
    }
  }

  /** A writer whose numbers are not certain is of no use when its batches are done. */
  private void deleteUseless(WriterFolder folder, WriterLock lock) throws IOException {
    SetAside setAside = new SetAside(folder);
    setAside.deleteOlderThan(clock.instant().minus(settings.maxAge()));
    if (folder.segments().isEmpty() && setAside.isEmpty()) {
      folder.delete(lock);
    }
  }

  private Spool openIn(
      WriterFolder folder, WriterLock lock, NumbersFile.@Nullable Content content, boolean leftOver)
      throws IOException {
    Instant now = clock.instant();
    SetAside setAside = new SetAside(folder);
    setAside.deleteOlderThan(now.minus(settings.maxAge()));
    Progress progress = new Progress(folder, listener);
    long noted = content == null ? 0 : content.number();
    Recovery recovery =
        new Recovery(folder, setAside, progress.acknowledged(), noted, now, listener);
    List<Segment> found = recovery.segments();
    SegmentFiles segments = new SegmentFiles(folder, setAside, progress, settings, found, listener);
    long lastNumber = Math.max(noted, recovery.highestNumber());
    DiskSpace disk = new DiskSpace(folder.path(), settings.minFreeBytes());
    NumbersFile file = leftOver ? null : begin(folder, lastNumber);
    Numbers numbers = new Numbers(folder, file, lastNumber, listener);
    Spool.Writer writer = new Spool.Writer(folder, lock, numbers, progress, segments, disk);
    return new Spool(settings, clock, listener, writer);
  }

  /** Takes back that the writer was closed, durably, before the next number is used. */
  private NumbersFile begin(WriterFolder folder, long lastNumber) throws IOException {
    NumbersFile numbers = NumbersFile.open(folder.numbers(), boot);
    try {
      numbers.write(lastNumber, false);
      numbers.sync();
      PrivateFiles.syncFolder(folder.path());
      return numbers;
    } catch (IOException e) {
      numbers.close();
      throw e;
    }
  }

  /** All writers, those with the oldest segments first, those without any last. */
  private List<WriterFolder> writers() throws IOException {
    record Aged(WriterFolder folder, Instant oldest) {}
    return PrivateFiles.list(settings.folder()).stream()
        .flatMap(path -> WriterFolder.of(path).stream())
        .map(folder -> new Aged(folder, oldest(folder)))
        .sorted(Comparator.comparing(Aged::oldest).thenComparing(aged -> aged.folder().path()))
        .map(Aged::folder)
        .toList();
  }

  private static Instant oldest(WriterFolder folder) {
    try {
      for (Path segment : folder.segments()) {
        byte[] bytes = PrivateFiles.read(segment, SegmentHeader.BYTES + 1);
        if (bytes.length > SegmentHeader.BYTES) {
          return SegmentHeader.parse(bytes).map(SegmentHeader::created).orElse(Instant.EPOCH);
        }
      }
    } catch (IOException e) {
      // Somebody else's, or just going. Taking it will tell.
    }
    return Instant.MAX;
  }
}
