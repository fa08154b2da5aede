package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.CommandFailure;
import dev.visionlog.cli.output.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Asks before something is gone for good. */
final class Confirmation {
  private final Session session;

  Confirmation(Session session) {
    this.session = session;
  }

  /** True if a person at a terminal said yes; an error if there is no terminal to ask at. */
  boolean ask(String question) throws IOException {
    Surroundings surroundings = session.surroundings();
    if (!surroundings.inputIsTerminal()) {
      throw CommandFailure.usage(
          question + " There is no terminal to ask at: give --yes, or --dry-run to look first");
    }
    session.notices().ask(question + " [y/N] ");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(surroundings.in(), StandardCharsets.UTF_8));
    String answer = in.readLine();
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }
}
