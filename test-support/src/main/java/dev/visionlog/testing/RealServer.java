package dev.visionlog.testing;

import dev.visionlog.server.RunningServer;
import dev.visionlog.server.config.SettingsSources;
import dev.visionlog.server.store.postgres.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The real server on a database of its own, in this process. Can be stopped and started again on
 * the same port and database. For one thread.
 */
public final class RealServer implements AutoCloseable {
  private final String name = TestPostgres.create();
  private @Nullable Database database;
  private @Nullable RunningServer server;
  private int port;

  public RealServer() {
    start();
  }

  /** A server that is not started yet; its port was free a moment ago. */
  public static RealServer stopped() {
    RealServer server = new RealServer();
    server.stop();
    return server;
  }

  /** Starts it if it is stopped. */
  public void start() {
    if (server == null) {
      Database opened = TestPostgres.open(name);
      database = opened;
      server =
          new RunningServer(
              new SettingsSources(
                      List.of("--grpc-port", Integer.toString(port)), Map.of(), Path.of("target"))
                  .load()
                  .settings(),
              opened,
              Clock.systemUTC());
      port = server.port();
    }
  }

  /** Stops it in order; the database stays. */
  public void stop() {
    if (server != null) {
      server.close();
      server = null;
    }
    if (database != null) {
      database.close();
      database = null;
    }
  }

  public int port() {
    return port;
  }

  public String address() {
    return "127.0.0.1:" + port;
  }

  /** The first column of a query, straight from the database. */
  public List<String> sql(String query) {
    return TestPostgres.query(name, query);
  }

  public long count(String query) {
    return Long.parseLong(sql(query).get(0));
  }

  @Override
  public void close() {
    stop();
  }
}
