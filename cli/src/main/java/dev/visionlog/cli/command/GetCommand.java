package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.cli.output.EntryFormat;
import dev.visionlog.v1.ExtraFormat;
import dev.visionlog.v1.GetLogRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "get",
    description =
        "Shows one entry with everything that is known of it. Ends with 3 if there is none with this id.",
    footer = {"", "Example:", "  visionlog get 4711"})
final class GetCommand extends SessionCommand {
  @Parameters(paramLabel = "ID", description = "The entry's id.")
  private long id;

  GetCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    GetLogRequest request =
        GetLogRequest.newBuilder().setId(id).setExtraFormat(ExtraFormat.EXTRA_FORMAT_JSON).build();
    var answer = session().connection().logs().getLog(request);
    session().out().line(session().entries(EntryFormat.FULL, true).render(answer.getEntry()));
    return ExitCodes.OK;
  }
}
