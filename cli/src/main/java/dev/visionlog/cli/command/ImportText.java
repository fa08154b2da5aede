package dev.visionlog.cli.command;

import dev.visionlog.cli.importing.DryRun;
import dev.visionlog.cli.importing.ImportAccount;
import dev.visionlog.cli.importing.Rejection;
import dev.visionlog.cli.output.Amounts;
import dev.visionlog.cli.output.Renderer;
import dev.visionlog.cli.output.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The account of an import. */
final class ImportText {
  private final Session session;
  private final Imported.Words words;

  ImportText(Session session, Imported.Words words) {
    this.session = session;
    this.words = words;
  }

  void summary(ImportAccount account) {
    print(account, sent(account));
  }

  <E> void dryRun(DryRun<E, ?> run, Renderer<E> renderer, ImportAccount account) {
    if (!session.json()) {
      run.samples().forEach(sample -> session.out().line(renderer.render(sample)));
      String counts =
          run.counts().entrySet().stream()
              .map(group -> group.getKey() + " " + Amounts.grouped(group.getValue()))
              .collect(Collectors.joining(", "));
      session.out().line("");
      String groups = String.format("%-11s", words.groups()) + counts;
      print(account, List.of(groups, "Nothing was sent (--dry-run)"));
    } else {
      print(account, List.of());
    }
  }

  private void print(ImportAccount account, List<String> further) {
    if (session.json()) {
      session.out().line(ImportJson.of(account));
      return;
    }
    List<String> lines = new ArrayList<>(read(account));
    lines.addAll(further);
    lines.forEach(session.out()::line);
    reasons(account).forEach(session.out()::line);
  }

  private List<String> read(ImportAccount account) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "lines      %,d read: %,d began %s, %,d went on with one, %,d blank, %,d rejected",
            account.linesRead(),
            account.entriesRead(),
            words.one(),
            account.continuationLines(),
            account.blankLines(),
            account.rejectedLines()));
    if (account.cutLines() > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "           %,d were too long and were cut or rejected",
              account.cutLines()));
    }
    return lines;
  }

  private List<String> sent(ImportAccount account) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%-10s %,d sent: %,d stored, %,d rejected%s",
            words.several(),
            account.entriesSent(),
            account.entriesStored(),
            account.entriesRejected(),
            suppressed(account)));
    if (account.entriesUnanswered() > 0) {
      lines.add(
          String.format(
              Locale.ROOT, "           %,d sent without an answer", account.entriesUnanswered()));
    }
    if (account.batchesResent() > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "batches    %,d sent, %,d again after a lost connection, %,d of those had been stored",
              account.batchesSent(),
              account.batchesResent(),
              account.duplicateBatches()));
    }
    return lines;
  }

  private static String suppressed(ImportAccount account) {
    long suppressed = account.entriesSuppressed();
    return suppressed == 0 ? "" : ", " + Amounts.grouped(suppressed) + " suppressed by a threshold";
  }

  private static List<String> reasons(ImportAccount account) {
    List<String> lines = new ArrayList<>();
    if (account.hasRejections()) {
      lines.add("rejected, the first of them:");
    }
    for (Rejection rejection : account.reasons()) {
      lines.add("  " + SafeText.oneLine(rejection.origin() + ": " + rejection.reason()));
    }
    return lines;
  }
}
