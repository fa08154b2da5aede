package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.v1.DiagnoseRequest;
import dev.visionlog.v1.DiagnoseResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "diagnose",
    description = {
      "Looks for trouble in what is stored: silences, missing levels and cameras, writers with missing batches.",
      "",
      "With --write-test-entries it also writes an entry at every level and finds it again."
    },
    footer = {
      "",
      "Examples:",
      "  visionlog diagnose",
      "  visionlog diagnose --period 7d --min-silence 1h",
      "  visionlog diagnose --write-test-entries --exit-code"
    })
final class DiagnoseCommand extends SessionCommand {
  @Option(names = "--period", paramLabel = "TIME", description = "How far back; 24h by default.")
  private @Nullable Duration period;

  @Option(
      names = "--min-silence",
      paramLabel = "TIME",
      description = "Report silences longer than this; 15m by default.")
  private @Nullable Duration minSilence;

  @Option(
      names = "--write-test-entries",
      description = "Write one entry at every level with the source diagnostic.")
  private boolean writeTestEntries;

  @Option(names = "--exit-code", description = "End with 1 if there is anything to look at.")
  private boolean exitCode;

  DiagnoseCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    DiagnoseRequest.Builder request =
        DiagnoseRequest.newBuilder().setWriteTestEntries(writeTestEntries);
    if (period != null) {
      request.setPeriod(Protos.duration(period));
    }
    if (minSilence != null) {
      request.setMinSilence(Protos.duration(minSilence));
    }
    DiagnoseResponse answer = session().connection().patientAdmin().diagnose(request.build());
    session().print(answer, () -> new DiagnoseText(session()).lines(answer));
    return exitCode && hasTrouble(answer) ? ExitCodes.FAILURE : ExitCodes.OK;
  }

  private static boolean hasTrouble(DiagnoseResponse answer) {
    return answer.getFindingsCount() > 0
        || (answer.hasTestEntries() && !answer.getTestEntries().getOk());
  }
}
