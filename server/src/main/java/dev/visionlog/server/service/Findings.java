package dev.visionlog.server.service;

import dev.visionlog.v1.CameraActivity;
import dev.visionlog.v1.DiagnoseResponseOrBuilder;
import dev.visionlog.v1.Silence;
import dev.visionlog.v1.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Says in plain words what a person should look at. */
final class Findings {
  private final DiagnoseResponseOrBuilder facts;
  private final long criticals;
  private final Duration leastSilence;

  /**
   * @param criticals CRITICAL entries of the period, without those that a diagnosis wrote itself
   */
  Findings(DiagnoseResponseOrBuilder facts, long criticals, Duration leastSilence) {
    this.facts = facts;
    this.criticals = criticals;
    this.leastSilence = leastSilence;
  }

  List<String> all() {
    List<String> findings = new ArrayList<>();
    nothing(findings);
    criticals(findings);
    silences(findings);
    cameras(findings);
    writers(findings);
    testEntries(findings);
    return findings;
  }

  private void nothing(List<String> findings) {
    if (facts.getStats().getTotalCount() == 0) {
      findings.add("No entries in the period");
    }
  }

  private void criticals(List<String> findings) {
    if (criticals > 0) {
      findings.add(
          criticals + " CRITICAL " + (criticals == 1 ? "entry" : "entries") + " in the period");
    }
  }

  private void silences(List<String> findings) {
    for (Silence silence : facts.getSilencesList()) {
      Instant start = Instant.ofEpochSecond(silence.getStart().getSeconds());
      Instant end = Instant.ofEpochSecond(silence.getEnd().getSeconds());
      findings.add(
          "Silence of "
              + Duration.between(start, end).toMinutes()
              + " minutes from "
              + start
              + " (longer than "
              + leastSilence.toMinutes()
              + ")");
    }
  }

  private void cameras(List<String> findings) {
    for (CameraActivity camera : facts.getCamerasList()) {
      if (camera.getLogCount() == 0) {
        findings.add(
            "Camera "
                + camera.getCameraId()
                + " ("
                + camera.getCameraName()
                + ") wrote nothing in the period");
      } else if (camera.getCameraName().isEmpty()) {
        findings.add("Camera " + camera.getCameraId() + " writes, but is not registered");
      }
    }
  }

  private void writers(List<String> findings) {
    for (Writer writer : facts.getIncompleteWritersList()) {
      findings.add(
          "Writer "
              + writer.getWriterId()
              + (writer.getWriterName().isEmpty() ? "" : " (" + writer.getWriterName() + ")")
              + ": "
              + writer.getSentBatches()
              + " sent, "
              + writer.getStoredBatches()
              + " stored, "
              + writer.getMissingBatches()
              + " missing");
    }
  }

  private void testEntries(List<String> findings) {
    if (facts.hasTestEntries() && !facts.getTestEntries().getOk()) {
      findings.add("The test entries were not stored and counted as they should be");
    }
  }
}
