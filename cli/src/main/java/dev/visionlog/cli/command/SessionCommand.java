package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import java.util.concurrent.Callable;

/** A command that runs in a session. */
abstract class SessionCommand implements Callable<Integer> {
  private final Session session;

  SessionCommand(Session session) {
    this.session = session;
  }

  final Session session() {
    return session;
  }

  /** Does the work and returns the exit code. */
  abstract int run() throws Exception;

  @Override
  public final Integer call() throws Exception {
    return run();
  }

  /** 3 if nothing was found and the caller asked for that code. */
  static int foundOrNot(boolean found, boolean exitCode) {
    return found || !exitCode ? ExitCodes.OK : ExitCodes.NOT_FOUND;
  }
}
