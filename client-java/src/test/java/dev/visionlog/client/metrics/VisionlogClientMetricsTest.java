package dev.visionlog.client.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.client.ClientStats;
import dev.visionlog.client.DropReason;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class VisionlogClientMetricsTest {
  private static final String ENTRIES = "visionlog.client.entries.";
  private static final String PREDICTIONS = "visionlog.client.predictions.";
  private static final ClientStats NOTHING =
      new ClientStats(0, 0, 0, 0, 0, 0, 0, Map.of(), 0, 0, 0, false);
  private static final ClientStats SOMETHING =
      new ClientStats(
          120,
          9,
          80,
          11,
          5,
          2,
          6,
          Map.of(DropReason.QUEUE_FULL, 3L, DropReason.CLOSED, 4L),
          21,
          10,
          4_096,
          true);

  private final AtomicReference<ClientStats> client = new AtomicReference<>(NOTHING);
  private final AtomicReference<ClientStats> predictions = new AtomicReference<>(NOTHING);
  private final MeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void meters_followTheStats() {
    bind(Tags.empty());
    assertThat(counter("accepted")).isZero();
    assertThat(gauge("visionlog.client.connected")).isZero();

    client.set(SOMETHING);
    assertThat(counter("accepted")).isEqualTo(120);
    assertThat(counter("sent")).isEqualTo(80);
    assertThat(counter("suppressed")).isEqualTo(11);
    assertThat(counter("retried")).isEqualTo(5);
    assertThat(counter("rejected")).isEqualTo(2);
    assertThat(gauge("visionlog.client.spool.size")).isEqualTo(4_096);
    assertThat(gauge("visionlog.client.connected")).isEqualTo(1);
  }

  @Test
  void predictions_haveMetersOfTheirOwn() {
    bind(Tags.empty());
    predictions.set(SOMETHING);
    assertThat(counter("sent")).isZero();
    assertThat(registry.get(PREDICTIONS + "sent").functionCounter().count()).isEqualTo(80);
    assertThat(registry.get(PREDICTIONS + "without.image").functionCounter().count()).isEqualTo(6);
    assertThat(gauge(PREDICTIONS + "buffered", "place", "spool")).isEqualTo(10);
    assertThat(gauge(PREDICTIONS + "spool.size")).isEqualTo(4_096);
    assertThat(gauge("visionlog.client.spool.size")).isZero();
  }

  @Test
  void buffered_isToldByPlace() {
    bind(Tags.empty());
    client.set(SOMETHING);
    assertThat(gauge(ENTRIES + "buffered", "place", "memory")).isEqualTo(21);
    assertThat(gauge(ENTRIES + "buffered", "place", "spool")).isEqualTo(10);
  }

  @Test
  void dropped_isToldByEveryReasonFromTheStart() {
    bind(Tags.empty());
    assertThat(registry.find(ENTRIES + "dropped").functionCounters())
        .extracting(counter -> counter.getId().getTag("reason"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(DropReason.values())
                .map(reason -> reason.name().toLowerCase(Locale.ROOT))
                .toList());
    client.set(SOMETHING);
    assertThat(counter("dropped", "reason", "queue_full")).isEqualTo(3);
    assertThat(counter("dropped", "reason", "closed")).isEqualTo(4);
    assertThat(counter("dropped", "reason", "spool_full")).isZero();
  }

  @Test
  void clients_areToldApartByTags() {
    client.set(SOMETHING);
    bind(Tags.of("client", "one"));
    AtomicReference<ClientStats> other = new AtomicReference<>(NOTHING);
    new VisionlogClientMetrics(
            other, AtomicReference::get, AtomicReference::get, Tags.of("client", "other"))
        .bindTo(registry);
    assertThat(counter("sent", "client", "one")).isEqualTo(80);
    assertThat(counter("sent", "client", "other")).isZero();
  }

  private void bind(Tags tags) {
    new VisionlogClientMetrics(client, AtomicReference::get, owner -> predictions.get(), tags)
        .bindTo(registry);
  }

  private double counter(String name, String... tags) {
    return registry.get(ENTRIES + name).tags(tags).functionCounter().count();
  }

  private double gauge(String name, String... tags) {
    return registry.get(name).tags(tags).gauge().value();
  }
}
