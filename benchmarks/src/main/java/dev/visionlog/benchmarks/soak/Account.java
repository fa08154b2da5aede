package dev.visionlog.benchmarks.soak;

import dev.visionlog.benchmarks.soak.Reader.Kind;
import dev.visionlog.benchmarks.soak.Writer.Claim;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Every row beside every message, and what readers and counters say. For when nobody writes. */
final class Account {
  private final Site site;
  private final Canaries canaries;
  private final Diary diary;
  private final List<String> findings = new ArrayList<>();

  Account(Site site, Canaries canaries, Diary diary) {
    this.site = site;
    this.canaries = canaries;
    this.diary = diary;
  }

  /**
   * Prints the tables.
   *
   * @return what was wrong, a sentence each; empty if nothing was
   */
  List<String> draw() throws IOException, InterruptedException, SQLException {
    Names names = canaries.names();
    StoredRows logs = StoredRows.ofLogs(site.postgres(), names);
    StoredRows predictions = StoredRows.ofPredictions(site.postgres(), names);
    findings.addAll(logs.faults());
    findings.addAll(predictions.faults());
    List<WriterAccount> ofLogs = WriterAccount.of(claims(Kind.LOGS), logs, names);
    List<WriterAccount> ofPredictions =
        WriterAccount.of(claims(Kind.PREDICTIONS), predictions, names);
    print(ofLogs, ofPredictions);
    compareReaders(logs, predictions, names);
    ManagedChannel channel = Channels.open(site.direct());
    try {
      findings.addAll(new Counters(channel, site.postgres()).compare(ofLogs));
    } finally {
      channel.shutdownNow();
    }
    return findings;
  }

  private List<Claim> claims(Kind kind) {
    return canaries.writers().stream()
        .filter(writer -> writer.name().equals("predictions") == (kind == Kind.PREDICTIONS))
        .flatMap(writer -> writer.claims().stream())
        .toList();
  }

  private void print(List<WriterAccount> ofLogs, List<WriterAccount> ofPredictions) {
    List<WriterAccount> all = new ArrayList<>(ofLogs);
    all.addAll(ofPredictions);
    diary.print("\n" + WriterAccount.HEADER);
    for (WriterAccount each : all) {
      diary.print(each.toString());
      findings.addAll(each.findings());
    }
  }

  private void compareReaders(StoredRows logs, StoredRows predictions, Names names)
      throws InterruptedException {
    diary.print("\n" + TailAccount.HEADER);
    for (Reader reader : canaries.readers()) {
      StoredRows rows = reader.kind() == Kind.LOGS ? logs : predictions;
      long expected = reader.expected(rows, names);
      Recovery.await(() -> reader.sightings().accounted() >= expected);
      TailAccount account = reader.compare(rows);
      diary.print(account.toString());
      findings.addAll(account.findings());
    }
    diary.print("\n" + Delays.HEADER);
    canaries.readers().forEach(each -> diary.print(each.sightings().delays().line(each.name())));
  }
}
