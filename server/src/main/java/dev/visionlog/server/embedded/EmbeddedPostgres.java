package dev.visionlog.server.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A durable PostgreSQL that runs as a child of this process and is started again, on the same port,
 * when it dies. Safe for use by several threads.
 *
 * <p>It outlives a {@code kill -9} of this process; the next start on the same folder stops what
 * was left and goes on with the data. It installs no shutdown hook: whoever started it closes it.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final String LOOPBACK = "127.0.0.1";

  /** A free port may be taken by another process before PostgreSQL gets it. */
  private static final int TRIES_OF_FREE_PORTS = 3;

  private final Cluster cluster;
  private final int port;
  private final Supervisor supervisor;
  private final FolderLock lock;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedPostgres(Cluster cluster, int port, Supervisor supervisor, FolderLock lock) {
    this.cluster = cluster;
    this.port = port;
    this.supervisor = supervisor;
    this.lock = lock;
  }

  /**
   * Starts PostgreSQL on its folder, which is made if it is missing, and returns when it takes
   * connections.
   *
   * @throws EmbeddedPostgresException if that cannot be done, for a reason that the message names
   */
  public static EmbeddedPostgres start(EmbeddedPostgresOptions options) {
    Folders.create(options.dataFolder().resolveSibling(""));
    FolderLock lock = FolderLock.acquire(options.dataFolder(), options.beside(".lock"));
    try {
      return start(options, lock);
    } catch (IOException e) {
      lock.close();
      throw new EmbeddedPostgresException(
          "Cannot start PostgreSQL in " + options.dataFolder() + ": " + e, e);
    } catch (InterruptedException e) {
      lock.close();
      Thread.currentThread().interrupt();
      throw new EmbeddedPostgresException("Interrupted while PostgreSQL started", e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static EmbeddedPostgres start(EmbeddedPostgresOptions options, FolderLock lock)
      throws IOException, InterruptedException {
    Launcher launcher = Launcher.detect();
    PostgresBinaries binaries = PostgresBinaries.in(options.binariesFolder());
    Postmaster.stopLeftOver(options.dataFolder());
    Cluster cluster = Cluster.open(options, binaries, launcher);
    Path program = binaries.program("postgres");
    for (int triesLeft = options.port() == 0 ? TRIES_OF_FREE_PORTS : 1; ; triesLeft--) {
      int port = freePort(options.port());
      Supervisor.Starter starter =
          () -> Postmaster.start(cluster.folder(), program, launcher, port);
      try {
        Supervisor supervisor = new Supervisor(starter.start(), starter);
        log.info("PostgreSQL runs in {} on {}:{}", cluster.folder(), LOOPBACK, port);
        return new EmbeddedPostgres(cluster, port, supervisor, lock);
      } catch (EmbeddedPostgresException e) {
        if (triesLeft == 1) {
          throw e;
        }
      }
    }
  }

  /** The wanted port, or any free one for 0. */
  private static int freePort(int wanted) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), wanted));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "The port %s:%d for PostgreSQL is in use: %s".formatted(LOOPBACK, wanted, e.getMessage()),
          e);
    }
  }

  /** Of the database that Visionlog uses. */
  public String jdbcUrl() {
    return jdbcUrl(Cluster.DATABASE);
  }

  /** Of any database here. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://%s:%d/%s".formatted(LOOPBACK, port, database);
  }

  /** The superuser. */
  public String user() {
    return Cluster.USER;
  }

  public String password() {
    return cluster.password();
  }

  public int port() {
    return port;
  }

  public Path dataFolder() {
    return cluster.folder();
  }

  /** The postmaster's process id: another one after each time that it was started again. */
  public long pid() {
    return supervisor.current().pid();
  }

  /** How often PostgreSQL died and was started again. */
  public int restarts() {
    return supervisor.restarts();
  }

  /** What to type to look into the database; it names the password's file, not the password. */
  public String psqlCommand() {
    return "PGPASSFILE='%s' psql -h %s -p %d -U %s %s"
        .formatted(cluster.passwordFile(), LOOPBACK, port, Cluster.USER, Cluster.DATABASE);
  }

  /**
   * Stops PostgreSQL: in order, or else within about half a minute by force, which loses nothing
   * but time at the next start. Closing twice is fine.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        supervisor.close();
      } finally {
        lock.close();
      }
    }
  }
}
