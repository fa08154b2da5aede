package dev.visionlog.cli.command;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.visionlog.cli.importing.DryRun;
import dev.visionlog.cli.importing.ImportAccount;
import dev.visionlog.cli.importing.Rejection;
import dev.visionlog.cli.output.EntryFormat;
import dev.visionlog.cli.output.Json;
import dev.visionlog.cli.output.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The account of an import. */
final class ImportText {
  private final Session session;

  ImportText(Session session) {
    this.session = session;
  }

  void summary(ImportAccount account) {
    print(account, sent(account));
  }

  void dryRun(DryRun run, ImportAccount account) {
    if (!session.json()) {
      run.samples()
          .forEach(
              entry -> session.out().line(session.entries(EntryFormat.FULL, true).render(entry)));
      String levels =
          run.levels().entrySet().stream()
              .map(level -> level.getKey() + " " + String.format("%,d", level.getValue()))
              .collect(Collectors.joining(", "));
      session.out().line("");
      print(account, List.of("levels     " + levels, "Nothing was sent (--dry-run)"));
    } else {
      print(account, List.of());
    }
  }

  private void print(ImportAccount account, List<String> further) {
    if (session.json()) {
      session.out().line(Json.document(json(account)));
      return;
    }
    List<String> lines = new ArrayList<>(read(account));
    lines.addAll(further);
    lines.forEach(session.out()::line);
    reasons(account).forEach(session.out()::line);
  }

  private static List<String> read(ImportAccount account) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            "lines      %,d read: %,d began an entry, %,d went on with one, %,d blank, %,d rejected",
            account.linesRead(),
            account.entriesRead(),
            account.continuationLines(),
            account.blankLines(),
            account.rejectedLines()));
    if (account.cutLines() > 0) {
      lines.add(
          String.format(
              "           %,d were too long and were cut or rejected", account.cutLines()));
    }
    return lines;
  }

  private static List<String> sent(ImportAccount account) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            "entries    %,d sent: %,d stored, %,d rejected, %,d suppressed by a threshold",
            account.entriesSent(),
            account.entriesStored(),
            account.entriesRejected(),
            account.entriesSuppressed()));
    if (account.entriesUnanswered() > 0) {
      lines.add(
          String.format("           %,d sent without an answer", account.entriesUnanswered()));
    }
    if (account.batchesResent() > 0) {
      lines.add(
          String.format(
              "batches    %,d sent, %,d again after a lost connection, %,d of those had been stored",
              account.batchesSent(), account.batchesResent(), account.duplicateBatches()));
    }
    return lines;
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

  private static Struct json(ImportAccount account) {
    ListValue.Builder reasons = ListValue.newBuilder();
    for (Rejection rejection : account.reasons()) {
      reasons.addValues(
          Value.newBuilder()
              .setStructValue(
                  Struct.newBuilder()
                      .putFields("file", text(rejection.origin().file()))
                      .putFields("line", number(rejection.origin().line()))
                      .putFields("reason", text(rejection.reason()))));
    }
    return Struct.newBuilder()
        .putFields("lines_read", number(account.linesRead()))
        .putFields("continuation_lines", number(account.continuationLines()))
        .putFields("blank_lines", number(account.blankLines()))
        .putFields("rejected_lines", number(account.rejectedLines()))
        .putFields("cut_lines", number(account.cutLines()))
        .putFields("entries_read", number(account.entriesRead()))
        .putFields("entries_sent", number(account.entriesSent()))
        .putFields("entries_stored", number(account.entriesStored()))
        .putFields("entries_rejected", number(account.entriesRejected()))
        .putFields("entries_suppressed", number(account.entriesSuppressed()))
        .putFields("entries_unanswered", number(account.entriesUnanswered()))
        .putFields("batches_sent", number(account.batchesSent()))
        .putFields("batches_resent", number(account.batchesResent()))
        .putFields("duplicate_batches", number(account.duplicateBatches()))
        .putFields("rejections", Value.newBuilder().setListValue(reasons).build())
        .build();
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  private static Value number(long number) {
    return Value.newBuilder().setNumberValue((double) number).build();
  }
}
