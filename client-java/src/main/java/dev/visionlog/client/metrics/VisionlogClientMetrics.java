package dev.visionlog.client.metrics;

import dev.visionlog.client.ClientStats;
import dev.visionlog.client.DropReason;
import dev.visionlog.client.VisionlogClient;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The counts of {@link VisionlogClient#stats} and {@link VisionlogClient#predictionStats} as
 * meters: {@code new VisionlogClientMetrics(client).bindTo(registry)}.
 *
 * <p>Each meter takes a look of its own, so the values of one scrape may be a few entries apart. A
 * registry keeps the first of several meters with the same name and tags: give each of several
 * clients tags of its own.
 *
 * <p>The registry holds the client weakly, and nobody need keep this object. A closed client goes
 * on being measured for as long as the application has it; when it is gone, counters keep their
 * last value and gauges have none.
 */
public final class VisionlogClientMetrics implements MeterBinder {
  private static final String PREFIX = "visionlog.client.";

  private final Consumer<MeterRegistry> binding;

  /** For the only client of an application. */
  public VisionlogClientMetrics(VisionlogClient client) {
    this(client, Tags.empty());
  }

  /** For one of several clients; the tags tell them apart. */
  public VisionlogClientMetrics(VisionlogClient client, Iterable<Tag> tags) {
    this(client, VisionlogClient::stats, VisionlogClient::predictionStats, tags);
  }

  /**
   * For whatever has a client's stats.
   *
   * @param owner held weakly by the registry
   */
  <T> VisionlogClientMetrics(
      T owner,
      Function<T, ClientStats> entries,
      Function<T, ClientStats> predictions,
      Iterable<Tag> tags) {
    binding =
        registry -> {
          new Meters<>(registry, owner, entries, Tags.of(tags), "entries").registerEntries();
          new Meters<>(registry, owner, predictions, Tags.of(tags), "predictions")
              .registerPredictions();
        };
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    binding.accept(registry);
  }

  /** What all meters of one owner's entries, or of its predictions, have in common. */
  private record Meters<T>(
      MeterRegistry registry, T owner, Function<T, ClientStats> stats, Tags tags, String items) {

    void registerEntries() {
      register();
      count("suppressed", "Of those sent, below the server's threshold", ClientStats::suppressed);
      registerLine(PREFIX);
    }

    void registerPredictions() {
      register();
      count(
          "without.image", "Of those sent, stored without their image", ClientStats::withoutImage);
      registerLine(PREFIX + items + ".");
    }

    private void register() {
      count("accepted", "Handed over, or found in the spool", ClientStats::accepted);
      count("sent", "Acknowledged by the server", ClientStats::sent);
      count("retried", "Sent once more, counted each time", ClientStats::retried);
      count("rejected", "Refused by the server for what they are", ClientStats::rejected);
      for (DropReason reason : DropReason.values()) {
        drops(reason);
      }
      buffered("memory", ClientStats::bufferedInMemory);
      buffered("spool", ClientStats::bufferedInSpool);
    }

    private void registerLine(String prefix) {
      gauge(prefix + "spool.size", "Size of the spool's files", ClientStats::spoolBytes)
          .baseUnit(BaseUnits.BYTES)
          .register(registry);
      gauge(prefix + "connected", "1 while the server answers", now -> now.connected() ? 1 : 0)
          .register(registry);
    }

    private void count(String name, String description, ToDoubleFunction<ClientStats> value) {
      counter(name, description, value).register(registry);
    }

    private void drops(DropReason reason) {
      counter("dropped", "Given up", now -> now.dropped().getOrDefault(reason, 0L))
          .tag("reason", reason.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }

    private void buffered(String place, ToDoubleFunction<ClientStats> value) {
      gauge(PREFIX + items + ".buffered", "Not yet acknowledged", value)
          .tag("place", place)
          .baseUnit(items)
          .register(registry);
    }

    private FunctionCounter.Builder<T> counter(
        String name, String description, ToDoubleFunction<ClientStats> value) {
      return FunctionCounter.builder(PREFIX + items + "." + name, owner, read(value))
          .description(description)
          .tags(tags);
    }

    private Gauge.Builder<T> gauge(
        String name, String description, ToDoubleFunction<ClientStats> value) {
      return Gauge.builder(name, owner, read(value)).description(description).tags(tags);
    }

    /** Must not hold the owner: the registry holds what it returns. */
    private ToDoubleFunction<T> read(ToDoubleFunction<ClientStats> value) {
      Function<T, ClientStats> look = stats;
      return from -> value.applyAsDouble(look.apply(from));
    }
  }
}
