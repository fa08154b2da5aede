package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.cli.output.SafeText;
import dev.visionlog.v1.GetStatusRequest;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import picocli.CommandLine.Command;

@Command(
    name = "version",
    description = "Shows the versions of this program and, if it can be reached, of the server.",
    footer = {"", "Example:", "  visionlog version"})
final class VersionCommand extends SessionCommand {
  VersionCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    String server = serverVersion();
    if (session().json()) {
      session().out().line("{\"cli\":\"" + own() + "\",\"server\":\"" + server + "\"}");
    } else {
      session().out().line("visionlog " + own());
      session().out().line("server    " + (server.isEmpty() ? "cannot be reached" : server));
    }
    return ExitCodes.OK;
  }

  /** From the jar's manifest. */
  static String own() {
    return Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  private String serverVersion() {
    try {
      var status = session().connection().admin().getStatus(GetStatusRequest.getDefaultInstance());
      return SafeText.oneLine(status.getVersion()).replace("\"", "'").replace("\\", "/");
    } catch (StatusRuntimeException notReached) {
      session().interruption().check();
      return "";
    }
  }
}
