package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.cli.output.Table;
import dev.visionlog.v1.ListWritersRequest;
import dev.visionlog.v1.ListWritersResponse;
import dev.visionlog.v1.Writer;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "writers",
    description =
        "Lists the writers with the account of their batches: sent, stored, missing. The last one to write is first.",
    footer = {"", "Example:", "  visionlog writers --limit 0"})
final class WritersCommand extends SessionCommand {
  private static final int PAGE = 1000;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "At most so many; 100 by default, 0 for all.")
  private int limit = 100;

  WritersCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    List<Writer> writers = new ArrayList<>();
    String token = "";
    do {
      int size = limit == 0 ? PAGE : Math.min(PAGE, limit - writers.size());
      ListWritersRequest request =
          ListWritersRequest.newBuilder().setPageSize(size).setPageToken(token).build();
      ListWritersResponse answer = session().connection().admin().listWriters(request);
      writers.addAll(answer.getWritersList());
      token = answer.getNextPageToken();
    } while (!token.isEmpty() && (limit == 0 || writers.size() < limit));
    ListWritersResponse all = ListWritersResponse.newBuilder().addAllWriters(writers).build();
    session().print(all, () -> lines(session(), writers));
    return ExitCodes.OK;
  }

  static List<String> lines(Session session, List<Writer> writers) {
    Table table =
        new Table("WRITER", "NAME", "KIND", "SENT", "STORED", "MISSING", "ENTRIES", "LAST WRITE");
    for (Writer writer : writers) {
      table.row(
          writer.getWriterId(),
          writer.getWriterName(),
          writer.getKind(),
          writer.getSentBatches(),
          writer.getStoredBatches(),
          writer.getMissingBatches(),
          writer.getStoredEntries(),
          session.times().compact(writer.getLastWriteTime()));
    }
    return table.lines();
  }
}
