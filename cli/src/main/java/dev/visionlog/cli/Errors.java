package dev.visionlog.cli;

import dev.visionlog.cli.command.GlobalOptions;
import dev.visionlog.cli.command.Session;
import dev.visionlog.cli.connection.CommandFailure;
import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.cli.connection.InterruptedCommand;
import dev.visionlog.cli.connection.Interruption;
import dev.visionlog.cli.connection.RpcErrors;
import dev.visionlog.cli.output.BrokenPipeException;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one place where an error becomes a line on standard error and an exit code. */
final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private final Session session;
  private final GlobalOptions options;
  private final Interruption interruption;

  Errors(Session session, GlobalOptions options, Interruption interruption) {
    this.session = session;
    this.options = options;
    this.interruption = interruption;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    session.notices().error(String.valueOf(e.getMessage()));
    if (e instanceof UnmatchedArgumentException unmatched) {
      suggest(unmatched);
    }
    session.notices().info("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCodes.USAGE;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
    if (e instanceof ParameterException wrongUse) {
      return handleParseException(wrongUse, new String[0]);
    }
    if (e instanceof BrokenPipeException) {
      return ExitCodes.OK;
    }
    if (e instanceof InterruptedCommand || interruption.isInterrupted()) {
      session.notices().clear();
      return ExitCodes.INTERRUPTED;
    }
    session.notices().error(text(e));
    if (options.debug()) {
      e.printStackTrace(command.getErr());
    }
    return exitCode(e);
  }

  private void suggest(UnmatchedArgumentException unmatched) {
    List<String> suggestions = unmatched.getSuggestions();
    if (!suggestions.isEmpty()) {
      session.notices().info("Did you mean: " + String.join(", ", suggestions) + "?");
    }
  }

  private String text(Exception e) {
    if (e instanceof StatusRuntimeException) {
      return RpcErrors.describe(e, session.server());
    }
    if (e instanceof NoSuchFileException missing) {
      return "There is no file " + missing.getFile();
    }
    boolean expected =
        e instanceof CommandFailure
            || e instanceof IOException
            || e instanceof UncheckedIOException
            || e instanceof IllegalArgumentException;
    return expected && e.getMessage() != null
        ? e.getMessage()
        : "Unexpected error: " + e + " (see --debug)";
  }

  private static int exitCode(Exception e) {
    if (e instanceof StatusRuntimeException) {
      return RpcErrors.exitCode(e);
    }
    if (e instanceof CommandFailure failure) {
      return failure.exitCode();
    }
    return e instanceof IllegalArgumentException ? ExitCodes.USAGE : ExitCodes.FAILURE;
  }
}
