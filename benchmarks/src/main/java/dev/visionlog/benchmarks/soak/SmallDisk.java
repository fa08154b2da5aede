package dev.visionlog.benchmarks.soak;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A disk in memory that can be full. Only root may mount one. Linux. */
final class SmallDisk implements AutoCloseable {
  private static final int BLOCK_BYTES = 1 << 16;

  private final Path folder;
  private final Path ballast;

  private SmallDisk(Path folder) {
    this.folder = folder;
    this.ballast = folder.resolve("ballast");
  }

  /** Mounts one on the folder, if this user may, and the machine has the memory for it twice. */
  static Optional<SmallDisk> mount(Path folder, int megabytes)
      throws IOException, InterruptedException {
    boolean may = System.getProperty("user.name").equals("root");
    if (!may || freeMemoryMegabytes() < 2 * megabytes) {
      return Optional.empty();
    }
    String size = "size=" + megabytes + "m";
    boolean mounted = run("mount", "-t", "tmpfs", "-o", size, "visionlog-soak", folder.toString());
    return mounted ? Optional.of(new SmallDisk(folder)) : Optional.empty();
  }

  private static int freeMemoryMegabytes() throws IOException {
    Path file = Path.of("/proc/meminfo");
    Matcher free = Pattern.compile("MemAvailable: +(\\d+) kB").matcher(Files.readString(file));
    return free.find() ? Integer.parseInt(free.group(1)) / 1024 : 0;
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(List.of(command))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  /** Takes all that is free. */
  void fill() throws IOException {
    byte[] block = new byte[BLOCK_BYTES];
    Arrays.fill(block, (byte) 1);
    try (OutputStream out =
        Files.newOutputStream(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (folder.toFile().getUsableSpace() > 0) {
        out.write(block);
      }
    } catch (IOException full) {
      // That is what was wanted.
    }
  }

  /** Gives it back. */
  void free() throws IOException {
    Files.deleteIfExists(ballast);
  }

  @Override
  public void close() throws IOException {
    try {
      // Lazily: whatever still has a file open there does not keep it.
      run("umount", "-l", folder.toString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
