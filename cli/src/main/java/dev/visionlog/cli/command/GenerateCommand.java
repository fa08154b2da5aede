package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.cli.output.Amounts;
import dev.visionlog.v1.GenerateLogsRequest;
import dev.visionlog.v1.GenerateLogsResponse;
import dev.visionlog.v1.LogScenario;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "generate",
    description =
        "Has the server write realistic entries of a camera system, for trying things out.",
    footer = {
      "",
      "Examples:",
      "  visionlog generate",
      "  visionlog generate --count 100000 --cameras 20",
      "  visionlog generate --rate 50 --count 0 --scenario camera,worker"
    })
final class GenerateCommand extends SessionCommand {
  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      description = "How many; 100 by default. 0 with a rate: until Ctrl-C.")
  private @Nullable Long count;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "Entries a second; as fast as possible by default.")
  private double rate;

  @Option(
      names = "--scenario",
      paramLabel = "SCENARIO",
      split = ",",
      description = "system, worker, api, camera; all by default.")
  private List<LogScenario> scenarios = new ArrayList<>();

  @Option(
      names = "--cameras",
      paramLabel = "N",
      description = "How many cameras take part; 4 by default.")
  private int cameras;

  GenerateCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    GenerateLogsRequest.Builder request =
        GenerateLogsRequest.newBuilder()
            .setRate(rate)
            .addAllScenarios(scenarios)
            .setCameras(cameras);
    if (count != null) {
      request.setCount(count);
    }
    GenerateLogsResponse last = GenerateLogsResponse.getDefaultInstance();
    Iterator<GenerateLogsResponse> answers =
        session().connection().patientAdmin().generateLogs(request.build());
    while (answers.hasNext()) {
      last = answers.next();
      GenerateLogsResponse shown = last;
      session().notices().progress(() -> text(shown));
    }
    session().notices().clear();
    GenerateLogsResponse end = last;
    session().print(end, () -> List.of(text(end)));
    return ExitCodes.OK;
  }

  private static String text(GenerateLogsResponse answer) {
    return Amounts.entries(answer.getGeneratedCount())
        + " generated, "
        + Amounts.grouped(answer.getStoredCount())
        + " stored";
  }
}
