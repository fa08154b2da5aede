package dev.visionlog.client.internal.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.client.internal.Batch;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several processes and one folder; processes that are killed. */
@Timeout(60)
class SpoolProcessTest {

  @TempDir Path temp;

  @Test
  void twoProcesses_neverHoldTheSameWriter() throws Exception {
    open().close();
    Process child = start("hold");
    try (BufferedReader output = child.inputReader(US_ASCII)) {
      UUID held = UUID.fromString(line(output));
      try (Spool own = open()) {
        assertThat(own.writerId()).isNotEqualTo(held);
        assertThat(Spool.openLeftOver(settings(), Clock.systemUTC(), new RecordingListener()))
            .isEmpty();
        // Nor did looking at it take the lock away from the other process.
        try (Spool third = open()) {
          assertThat(third.writerId()).isNotIn(held, own.writerId());
        }
      }
      kill(child);
      try (Spool next = open()) {
        assertThat(next.writerId()).isEqualTo(held);
        assertThat(next.entries()).isEqualTo(SpoolKit.entries(1));
      }
    } finally {
      child.destroyForcibly();
    }
  }

  /** Closing a second channel of a locked file would let go of the lock, on POSIX. */
  @Test
  void lookingAtALockOfOnesOwn_doesNotLetGoOfIt() throws Exception {
    try (Spool first = open();
        Spool second = open()) {
      String third = openInAnotherClassLoader();
      Process child = start("hold");
      try (BufferedReader output = child.inputReader(US_ASCII)) {
        assertThat(line(output))
            .isNotIn(first.writerId().toString(), second.writerId().toString(), third);
      } finally {
        child.destroyForcibly();
      }
    }
  }

  private String openInAnotherClassLoader() throws Exception {
    List<URL> classPath = new ArrayList<>();
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
      classPath.add(Path.of(path).toUri().toURL());
    }
    ClassLoader loader =
        new URLClassLoader(classPath.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    Class<?> child = loader.loadClass(Child.class.getName());
    assertThat(child).isNotEqualTo(Child.class);
    return (String)
        child.getDeclaredMethod("openForEver", String.class).invoke(null, temp.toString());
  }

  @Test
  void kill_losesNothingThatWasAppended() throws Exception {
    Set<Long> appended = new HashSet<>();
    long before = 0;
    for (int round = 1; round <= 3; round++) {
      long printed = appendUntilKilled(round * 300);
      LongStream.rangeClosed(before + 1, printed).forEach(appended::add);
      try (Spool spool = open()) {
        assertThat(printed).isGreaterThan(before);
        assertThat(spool.lastNumber()).isGreaterThanOrEqualTo(printed);
        assertThat(read(spool)).containsAll(appended);
        // The last one may have been cut while it was written. Its number is used all the same.
        before = spool.lastNumber();
        spool.acknowledge(printed - 20);
        appended.removeIf(number -> number <= printed - 20);
      }
    }
  }

  private static List<Long> read(Spool spool) {
    List<Long> numbers = new ArrayList<>();
    for (Batch batch = spool.next(); batch != null; batch = spool.next()) {
      assertThat(batch).isEqualTo(ofChild(batch.number()));
      numbers.add(batch.number());
    }
    assertThat(numbers).isSorted();
    return numbers;
  }

  /** The last number whose append had returned in a process that was killed. */
  private long appendUntilKilled(int lines) throws Exception {
    Process child = start("append");
    try (BufferedReader output = child.inputReader(US_ASCII)) {
      long printed = 0;
      for (int i = 0; i < lines; i++) {
        printed = Long.parseLong(line(output));
      }
      kill(child);
      for (String rest = output.readLine(); rest != null; rest = output.readLine()) {
        printed = rest.isEmpty() ? printed : Math.max(printed, Long.parseLong(rest));
      }
      return printed;
    } finally {
      child.destroyForcibly();
    }
  }

  private static void kill(Process child) throws InterruptedException {
    // Process.destroyForcibly would also close its output, which is not read to its end yet.
    child.toHandle().destroyForcibly();
    assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  private static String line(BufferedReader output) throws IOException {
    return Objects.requireNonNull(output.readLine(), "the process has ended");
  }

  private Process start(String what) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            what,
            temp.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private Spool open() throws IOException {
    return Spool.open(settings(), Clock.systemUTC(), new RecordingListener());
  }

  private SpoolSettings settings() {
    return settings(temp);
  }

  private static SpoolSettings settings(Path folder) {
    return new SpoolSettings(folder, 1L << 30, Duration.ofDays(7), 0, 1 << 20);
  }

  /** Small ones and some that take several pages. */
  private static Batch ofChild(long number) {
    return SpoolKit.batch(number, number % 10 == 0 ? 150_000 : 2_000);
  }

  /** The other process. */
  public static final class Child {

    private static final List<Spool> FOR_EVER = new ArrayList<>();

    private Child() {}

    /** Opens a spool that is never closed; returns its writer. */
    public static String openForEver(String folder) throws IOException {
      Spool spool =
          Spool.open(settings(Path.of(folder)), Clock.systemUTC(), new RecordingListener());
      FOR_EVER.add(spool);
      return spool.writerId().toString();
    }

    public static void main(String[] arguments) throws Exception {
      SpoolSettings settings = settings(Path.of(arguments[1]));
      Spool spool = Spool.open(settings, Clock.systemUTC(), new RecordingListener());
      if (arguments[0].equals("hold")) {
        spool.append(SpoolKit.batch(1));
        System.out.println(spool.writerId());
        while (System.in.read() >= 0) {}
        return;
      }
      for (long number = spool.lastNumber() + 1; ; number++) {
        spool.append(ofChild(number));
        System.out.println(number);
        if (number % 50 == 0) {
          spool.tick();
        }
      }
    }
  }
}
