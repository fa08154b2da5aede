package dev.visionlog.cli.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.visionlog.cli.importing.ImportAccount;
import dev.visionlog.cli.importing.Rejection;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** The account of an import as a JSON document whose numbers are whole ones. */
final class ImportJson {
  private static final JsonFactory JSON = new JsonFactory();

  private ImportJson() {}

  static String of(ImportAccount account) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
      write(account, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(ImportAccount account, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("lines_read", account.linesRead());
    json.writeNumberField("continuation_lines", account.continuationLines());
    json.writeNumberField("blank_lines", account.blankLines());
    json.writeNumberField("rejected_lines", account.rejectedLines());
    json.writeNumberField("cut_lines", account.cutLines());
    json.writeNumberField("entries_read", account.entriesRead());
    json.writeNumberField("entries_sent", account.entriesSent());
    json.writeNumberField("entries_stored", account.entriesStored());
    json.writeNumberField("entries_rejected", account.entriesRejected());
    json.writeNumberField("entries_suppressed", account.entriesSuppressed());
    json.writeNumberField("entries_unanswered", account.entriesUnanswered());
    json.writeNumberField("batches_sent", account.batchesSent());
    json.writeNumberField("batches_resent", account.batchesResent());
    json.writeNumberField("duplicate_batches", account.duplicateBatches());
    json.writeArrayFieldStart("rejections");
    for (Rejection rejection : account.reasons()) {
      json.writeStartObject();
      json.writeStringField("file", rejection.origin().file());
      json.writeNumberField("line", rejection.origin().line());
      json.writeStringField("reason", rejection.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
