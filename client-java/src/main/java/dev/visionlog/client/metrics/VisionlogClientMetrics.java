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
 * The counts of {@link VisionlogClient#stats} as meters: {@code new
 * VisionlogClientMetrics(client).bindTo(registry)}.
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
  private static final String ENTRIES = PREFIX + "entries.";

  private final Consumer<MeterRegistry> binding;

  /** For the only client of an application. */
  public VisionlogClientMetrics(VisionlogClient client) {
    this(client, Tags.empty());
  }

  /** For one of several clients; the tags tell them apart. */
  public VisionlogClientMetrics(VisionlogClient client, Iterable<Tag> tags) {
    this(client, VisionlogClient::stats, tags);
  }

  /**
   * For whatever has a client's stats.
   *
   * @param owner held weakly by the registry
   */
  <T> VisionlogClientMetrics(T owner, Function<T, ClientStats> stats, Iterable<Tag> tags) {
    binding = registry -> new Meters<>(registry, owner, stats, Tags.of(tags)).register();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    binding.accept(registry);
  }

  /** What all meters of one owner have in common. */
  private record Meters<T>(
      MeterRegistry registry, T owner, Function<T, ClientStats> stats, Tags tags) {

    void register() {
      count("accepted", "Handed over, or found in the spool", ClientStats::accepted);
      count("sent", "Acknowledged by the server", ClientStats::sent);
      count("suppressed", "Of those sent, below the server's threshold", ClientStats::suppressed);
      count("retried", "Sent once more, counted each time", ClientStats::retried);
      count("rejected", "Refused by the server for what they are", ClientStats::rejected);
      for (DropReason reason : DropReason.values()) {
        drops(reason);
      }
      buffered("memory", ClientStats::bufferedInMemory);
      buffered("spool", ClientStats::bufferedInSpool);
      gauge(PREFIX + "spool.size", "Size of the spool's files", ClientStats::spoolBytes)
          .baseUnit(BaseUnits.BYTES)
          .register(registry);
      gauge(PREFIX + "connected", "1 while the server answers", now -> now.connected() ? 1 : 0)
          .register(registry);
    }

    private void count(String name, String description, ToDoubleFunction<ClientStats> value) {
      counter(ENTRIES + name, description, value).register(registry);
    }

    private void drops(DropReason reason) {
      counter(ENTRIES + "dropped", "Given up", now -> now.dropped().getOrDefault(reason, 0L))
          .tag("reason", reason.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }

    private void buffered(String place, ToDoubleFunction<ClientStats> value) {
      gauge(ENTRIES + "buffered", "Not yet acknowledged", value)
          .tag("place", place)
          .baseUnit("entries")
          .register(registry);
    }

    private FunctionCounter.Builder<T> counter(
        String name, String description, ToDoubleFunction<ClientStats> value) {
      return FunctionCounter.builder(name, owner, read(value)).description(description).tags(tags);
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
