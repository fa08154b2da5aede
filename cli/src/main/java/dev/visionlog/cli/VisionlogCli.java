package dev.visionlog.cli;

import dev.visionlog.cli.command.Commands;
import dev.visionlog.cli.command.GlobalOptions;
import dev.visionlog.cli.command.Session;
import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.cli.connection.Interruption;
import dev.visionlog.cli.output.BrokenPipeException;
import dev.visionlog.cli.output.Surroundings;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/** The command line {@code visionlog}. */
public final class VisionlogCli {
  private static final int GOODBYE_SECONDS = 3;

  /**
   * Held, since a logger that nobody holds forgets its level. gRPC's own warnings are no news for
   * people.
   */
  private static final Logger GRPC_LOGGER = Logger.getLogger("io.grpc");

  private VisionlogCli() {}

  public static void main(String[] args) {
    GRPC_LOGGER.setLevel(Level.OFF);
    Interruption interruption = new Interruption();
    CountDownLatch done = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> interrupt(interruption, done), "interrupt"));
    int exitCode = run(args, Surroundings.ofProcess(), interruption);
    done.countDown();
    if (!interruption.isInterrupted()) {
      System.exit(exitCode);
    }
  }

  /**
   * Runs one command and returns its exit code. Touches nothing of the process but what is handed
   * in.
   */
  public static int run(String[] args, Surroundings surroundings, Interruption interruption) {
    GlobalOptions options = new GlobalOptions();
    try (Session session = new Session(surroundings, interruption, options)) {
      CommandLine commands = Commands.create(options, session);
      Errors errors = new Errors(session, options, interruption);
      PrintWriter out = writer(surroundings.out());
      commands.setOut(out);
      commands.setErr(writer(surroundings.err()));
      commands.setParameterExceptionHandler(errors);
      commands.setExecutionExceptionHandler(errors);
      int exitCode = interruption.context().call(() -> commands.execute(args));
      out.flush();
      session.out().flush();
      return exitCode;
    } catch (BrokenPipeException readerHasGone) {
      return ExitCodes.OK;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static PrintWriter writer(OutputStream out) {
    return new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true);
  }

  /** On Ctrl-C: lets the command end in order. A command that has ended has nothing left to say. */
  private static void interrupt(Interruption interruption, CountDownLatch done) {
    try {
      if (done.getCount() > 0) {
        interruption.interrupt();
        boolean inTime = done.await(GOODBYE_SECONDS, TimeUnit.SECONDS);
        assert inTime || done.getCount() > 0;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
