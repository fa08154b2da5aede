package dev.visionlog.server.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A data folder with its password file.
 *
 * @param password of {@link #USER}
 */
record Cluster(Path folder, Path passwordFile, String password) {
  static final String USER = "visionlog";
  static final String DATABASE = "visionlog";

  /**
   * Sizes for a small machine that also runs the server. They are written to postgresql.conf once,
   * when the folder is made, and are its owner's from then on.
   */
  private static final List<String> TUNING =
      List.of(
          "shared_buffers=128MB",
          "max_connections=60",
          // A query over a year of daily partitions locks each of them and its indexes.
          "max_locks_per_transaction=256",
          "max_wal_size=1GB",
          "wal_compression=on",
          "random_page_cost=1.1",
          "idle_in_transaction_session_timeout=60s",
          "timezone=UTC",
          "log_timezone=UTC",
          "log_filename=postgres-%a.log",
          "log_truncate_on_rotation=on",
          "log_rotation_age=1d",
          "log_rotation_size=0");

  /** Opens the data folder, or makes it: whole, or not at all. The caller holds its lock. */
  static Cluster open(EmbeddedPostgresOptions options, PostgresBinaries binaries, Launcher launcher)
      throws IOException, InterruptedException {
    Path folder = options.dataFolder();
    Path passwordFile = options.beside(".pgpass");
    if (Folders.isMissingOrEmpty(folder)) {
      return create(options, binaries, launcher);
    }
    check(folder, passwordFile);
    return new Cluster(folder, passwordFile, Password.read(passwordFile));
  }

  private static void check(Path folder, Path passwordFile) {
    if (Files.notExists(folder.resolve("PG_VERSION"))) {
      throw new EmbeddedPostgresException(
          "The folder " + folder + " holds something, but not a PostgreSQL: choose another one");
    }
    if (Files.notExists(passwordFile)) {
      throw new EmbeddedPostgresException(
          "The password of the PostgreSQL in " + folder + " is missing: restore " + passwordFile);
    }
  }

  private static Cluster create(
      EmbeddedPostgresOptions options, PostgresBinaries binaries, Launcher launcher)
      throws IOException, InterruptedException {
    Path folder = options.dataFolder();
    Path passwordFile = options.beside(".pgpass");
    Path unfinished = options.beside(".unfinished");
    Folders.delete(unfinished);
    String password = Password.create(passwordFile, USER);
    initialize(unfinished, password, binaries, launcher);
    Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    Folders.force(folder.resolveSibling(""));
    return new Cluster(folder, passwordFile, password);
  }

  private static void initialize(
      Path folder, String password, PostgresBinaries binaries, Launcher launcher)
      throws IOException, InterruptedException {
    Path handedOver = Password.writePrivately(folder.resolveSibling(""), password);
    try {
      launcher.run(binaries.program("initdb"), initdbArguments(folder, handedOver), "");
    } finally {
      Files.deleteIfExists(handedOver);
    }
    launcher.run(
        binaries.program("postgres"),
        List.of("--single", "-j", "-D", folder.toString(), "postgres"),
        "CREATE DATABASE " + DATABASE);
  }

  /**
   * PostgreSQL's own C.UTF-8 sorts by code point like C, but knows the case of every letter, and
   * needs no locale of the operating system.
   */
  private static List<String> initdbArguments(Path folder, Path passwordFile) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-D" + folder,
                "--username=" + USER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums",
                "--no-instructions"));
    TUNING.forEach(setting -> arguments.add("--set=" + setting));
    return arguments;
  }

  @Override
  public String toString() {
    return "Cluster[" + folder + "]";
  }
}
