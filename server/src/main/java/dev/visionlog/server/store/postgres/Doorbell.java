package dev.visionlog.server.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for the notifications with which servers of one database wake each other. They carry the
 * name of the server that rang, no data, and may get lost; whoever is woken also looks by itself
 * from time to time.
 *
 * <p>Has a thread and a connection of its own; connects again when the connection breaks.
 */
public final class Doorbell implements AutoCloseable {
  static final String COMMITS = "visionlog_commits";
  static final String SETTINGS = "visionlog_settings";

  private static final Logger LOG = LoggerFactory.getLogger(Doorbell.class);
  private static final Duration LOOK = Duration.ofMillis(500);

  private final DataSource dataSource;
  private final String serverId;
  private final Runnable onCommit;
  private final Runnable onSettings;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Starts to listen. The callbacks run on the doorbell's thread and must be short.
   *
   * @param serverId whose own commits are not worth a call
   */
  public Doorbell(DataSource dataSource, String serverId, Runnable onCommit, Runnable onSettings) {
    this.dataSource = dataSource;
    this.serverId = serverId;
    this.onCommit = onCommit;
    this.onSettings = onSettings;
    this.thread = new Thread(this::run, "doorbell");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    while (!closed) {
      try (Connection connection = dataSource.getConnection()) {
        listen(connection);
      } catch (SQLException away) {
        LOG.debug("The doorbell has no connection", away);
        pause();
      }
    }
  }

  private void listen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("LISTEN " + COMMITS);
      statement.execute("LISTEN " + SETTINGS);
      PGConnection notifications = connection.unwrap(PGConnection.class);
      while (!closed) {
        hear(notifications.getNotifications((int) LOOK.toMillis()));
      }
      statement.execute("UNLISTEN *");
    }
  }

  private void hear(PGNotification[] notifications) {
    boolean commit = false;
    boolean settings = false;
    for (PGNotification notification : notifications) {
      commit |=
          notification.getName().equals(COMMITS) && !notification.getParameter().equals(serverId);
      settings |= notification.getName().equals(SETTINGS);
    }
    if (commit) {
      onCommit.run();
    }
    if (settings) {
      onSettings.run();
    }
  }

  private void pause() {
    try {
      Thread.sleep(LOOK.toMillis());
    } catch (InterruptedException stop) {
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
