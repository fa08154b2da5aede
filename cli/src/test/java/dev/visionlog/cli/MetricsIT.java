package dev.visionlog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Figures about models and systems. */
class MetricsIT {
  private final CliServer server = new CliServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void models_areRecordedAndListed() {
    assertThat(record("mAP50=0.8125", "recall=0.5", "--time", "2026-01-31T12:00:00Z").out())
        .isEqualTo("2 figures recorded\n");
    record(
        "mAP50=1000", "--time", "2026-02-01T12:00:00Z", "--extra", "{\"n\":9223372036854775807}");

    assertThat(server.run("metrics", "list", "--utc").lines())
        .hasSize(4)
        .first()
        .asString()
        .matches("TIME +MODEL +VERSION +STAGE +DATASET +METRIC +VALUE");
    assertThat(server.run("metrics", "list", "--metric", "mAP50", "--utc").out())
        .containsPattern("2026-02-01 12:00:00 +yolo +v1 +Production +d1 +mAP50 +1000\n")
        .containsPattern("2026-01-31 12:00:00 +yolo +v1 +Production +d1 +mAP50 +0.8125\n");
    assertThat(server.run("metrics", "list", "-n", "1", "--json").out())
        .contains("\"metric_name\":\"mAP50\"", "\"extra_data\":{\"n\": 9223372036854775807}}");
    assertThat(server.run("metrics", "list", "--limit", "0", "--model", "none").out()).isEmpty();
    assertThat(
            server
                .run("metrics", "list", "--start", "2026-01-31", "--end", "2026-02-01", "--json")
                .jsonLines())
        .hasSize(2);
  }

  @Test
  void models_comeInBuckets() {
    for (int hour = 0; hour < 4; hour++) {
      record("rmse=" + hour, "--time", "2026-01-31T0" + hour + ":30:00Z");
    }

    assertThat(server.run("metrics", "list", "--bucket", "2h", "--utc").out())
        .containsPattern("2026-01-31 02:00:00 .* rmse +2 +2 +2.5 +3 +3\n")
        .containsPattern("2026-01-31 00:00:00 .* rmse +2 +0 +0.5 +1 +1\n");
    assertThat(server.run("metrics", "list", "--bucket", "1d", "--json").jsonLines())
        .singleElement()
        .matches(bucket -> bucket.number("count") == 4);
  }

  @Test
  void systems_areRecordedAndListedByTheirLabels() {
    String[] labels = {"--label", "host=edge-1", "--label", "gpu=0"};
    server.run(with(labels, "metrics", "system", "record", "gpu=0.25", "memory=4096"));
    server.run("metrics", "system", "record", "gpu=0.75", "--label", "host=edge-2");

    assertThat(server.run("metrics", "system", "list", "--label", "gpu=0").out())
        .containsPattern("gpu +\\{\"gpu\": 0, \"host\": \"edge-1\"} +0.25\n")
        .containsPattern("memory .* 4096\n");
    assertThat(server.run("metrics", "system", "list", "--label", "gpu=\"0\"").out()).isEmpty();
    assertThat(
            server
                .run("metrics", "system", "list", "--name", "gpu", "--bucket", "1h", "--json")
                .out())
        .contains("\"labels\":{\"host\":\"edge-2\"}", "\"average\":0.25");
  }

  @Test
  void rejectedFigures_areNamed() {
    CliRun some = server.cli();
    assertThat(some.run("metrics", "record", "--model", "m", "a=1", "b=NaN")).isEqualTo(1);
    assertThat(some.out()).isEqualTo("1 figure recorded\n");
    assertThat(some.err()).contains("metrics[1].value: NaN cannot be stored");

    assertThat(server.cli().run("metrics", "record", "a=1")).isEqualTo(2);
    assertThat(server.cli().run("metrics", "record", "--model", "m", "a")).isEqualTo(2);
    assertThat(server.cli().run("metrics", "record", "--model", "m", "a=x")).isEqualTo(2);
    assertThat(server.cli().run("metrics", "system", "record", "a=1", "--label", "x")).isEqualTo(2);
    assertThat(server.cli().run("metrics", "list", "--bucket", "10ms")).isEqualTo(2);
    assertThat(server.cli().run("metrics")).isEqualTo(2);
  }

  private CliRun record(String... figures) {
    return server.run(
        with(
            figures,
            "metrics",
            "record",
            "--model",
            "yolo",
            "--model-version",
            "v1",
            "--stage",
            "Production",
            "--dataset",
            "d1"));
  }

  private static String[] with(String[] more, String... first) {
    String[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }
}
