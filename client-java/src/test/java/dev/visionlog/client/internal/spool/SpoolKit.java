package dev.visionlog.client.internal.spool;

import dev.visionlog.client.internal.Batch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What the tests of the spool have in common: one folder, a clock, the run of a made-up machine.
 */
final class SpoolKit {

  static final Duration MAX_AGE = Duration.ofDays(8);

  final Path folder;
  final SettableClock clock = new SettableClock();
  final RecordingListener listener = new RecordingListener();
  Optional<UUID> boot = Optional.of(UUID.randomUUID());
  long maxBytes = 1 << 20;
  long minFreeBytes;
  long segmentBytes = 8 << 10;

  SpoolKit(Path folder) {
    this.folder = folder;
  }

  SpoolSettings settings() {
    return new SpoolSettings(folder, maxBytes, MAX_AGE, minFreeBytes, segmentBytes);
  }

  Spool open() throws IOException {
    return new SpoolFolder(settings(), clock, listener, boot).open();
  }

  Optional<Spool> openLeftOver() {
    return new SpoolFolder(settings(), clock, listener, boot).openLeftOver();
  }

  /** The machine has been started anew. */
  void reboot() {
    boot = Optional.of(UUID.randomUUID());
  }

  /** The same spool at another place, as a process that ends now would leave it. */
  SpoolKit copyTo(Path target) throws IOException {
    copy(folder, target);
    SpoolKit kit = new SpoolKit(target);
    kit.boot = boot;
    kit.maxBytes = maxBytes;
    kit.minFreeBytes = minFreeBytes;
    kit.segmentBytes = segmentBytes;
    return kit;
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        // Locks are not copied: reading one would let go of it.
        if (!path.endsWith("lock") && !Files.isDirectory(target)) {
          Files.copy(path, target);
        }
      }
    }
  }

  List<Path> files(String ending) {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(path -> path.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A batch whose bytes and entries follow from its number. */
  static Batch batch(long number) {
    return batch(number, 20 + (int) (number % 7) * 13);
  }

  static Batch batch(long number, int bodyBytes) {
    byte[] body = new byte[bodyBytes];
    new Random(number).nextBytes(body);
    return new Batch(number, entries(number), body);
  }

  static int entries(long number) {
    return 1 + (int) (number % 5);
  }

  static long entries(long first, long last) {
    long sum = 0;
    for (long number = first; number <= last; number++) {
      sum += entries(number);
    }
    return sum;
  }

  static void append(Spool spool, long first, long last) throws IOException {
    for (long number = first; number <= last; number++) {
      spool.append(batch(number));
    }
  }

  static List<Long> readAll(Spool spool) {
    List<Long> numbers = new ArrayList<>();
    for (Batch batch = spool.next(); batch != null; batch = spool.next()) {
      numbers.add(batch.number());
    }
    return numbers;
  }
}
