package dev.visionlog.benchmarks.soak;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Writers and readers on a server of their own, one fault after the other, and the account at the
 * end. For one thread.
 */
public final class Soak implements AutoCloseable {
  private static final Duration LOOK_AT_MEMORY = Duration.ofMinutes(1);

  private final SoakSettings settings;
  private final Diary diary;
  private final Site site;
  private final Disturbances disturbances = new Disturbances();
  private final Canaries canaries;
  private final FaultTable table = new FaultTable();
  private final MemoryWatch memory = new MemoryWatch();
  private final List<String> findings = new ArrayList<>();
  private long memoryLooked;

  /**
   * Starts everything.
   *
   * @param folder for the data, and for what the processes and the soak itself say
   * @param out where the tables go
   */
  public Soak(SoakSettings settings, Commands commands, Path folder, PrintStream out)
      throws IOException, InterruptedException {
    this.settings = settings;
    diary = new Diary(out, folder.resolve("soak.log"));
    diary.note("seed %d; what happens is noted in %s", settings.seed(), folder);
    disturbances.begin();
    site = new Site(folder, commands, settings.diskMegabytes());
    canaries = new Canaries(site, commands, folder, settings, disturbances);
    if (site.disk().isEmpty() && settings.diskMegabytes() > 0) {
      diary.note(
          "no full disk: this user may not mount one in memory, or there is too little of it");
    }
  }

  /**
   * Runs it to its end.
   *
   * @return what was wrong, a sentence each; empty if nothing was
   */
  public List<String> run() throws IOException, InterruptedException, SQLException {
    Random random = new Random(settings.seed());
    Deck deck = new Deck(settings, new Faults(site, canaries, settings.longest()).all(), random);
    begin();
    rest();
    for (Optional<Fault> next = deck.next(); next.isPresent(); next = deck.next()) {
      strike(next.get(), random);
      rest();
    }
    finish();
    return findings;
  }

  private void begin() throws IOException, InterruptedException {
    if (!awaitDelivered()) {
      findings.add("At the beginning not everything was delivered: " + behind());
    }
    disturbances.end();
  }

  private void rest() throws InterruptedException {
    long end = System.nanoTime() + settings.quiet().toNanos();
    if (memoryLooked == 0 || System.nanoTime() - memoryLooked > LOOK_AT_MEMORY.toNanos()) {
      lookAtMemory();
    }
    TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
  }

  /** It takes seconds, and a few looks would say nothing. */
  private void lookAtMemory() {
    if (!settings.length().isZero()) {
      memory.look(site.server().figures(), site.bridge().figures());
      memoryLooked = System.nanoTime();
    }
  }

  private void strike(Fault fault, Random random) throws IOException, InterruptedException {
    diary.note("%-18s begins", fault.name());
    disturbances.begin();
    long begun = System.nanoTime();
    fault.strike().run(random);
    long mended = System.nanoTime();
    boolean well = awaitDelivered();
    disturbances.end();
    Duration lasted = Duration.ofNanos(mended - begun);
    Duration recovery = Duration.ofNanos(System.nanoTime() - mended);
    table.add(fault.name(), recovery);
    diary.note(
        "%-18s lasted %.1f s, %s after %.1f s",
        fault.name(),
        FaultTable.seconds(lasted),
        well ? "all was well" : "NOT ALL WAS WELL",
        FaultTable.seconds(recovery));
    if (!well) {
      findings.add("After %s not everything was delivered: %s".formatted(fault.name(), behind()));
    }
  }

  private record Awaited(Writer writer, long mark) {
    boolean isDelivered() {
      return writer.delivered() >= mark;
    }
  }

  /**
   * Waits until what has been handed over before is acknowledged, and seen by the readers of all;
   * false if it took too long.
   */
  private boolean awaitDelivered() throws IOException, InterruptedException {
    List<Awaited> all =
        canaries.writers().stream().map(each -> new Awaited(each, each.mark())).toList();
    boolean delivered = Recovery.await(() -> all.stream().allMatch(Awaited::isDelivered));
    long head = delivered ? head() : 0;
    return delivered
        && Recovery.await(
            () ->
                canaries.readersOfAll().stream()
                    .allMatch(reader -> reader.sightings().position() >= head));
  }

  private long head() throws IOException {
    try {
      return site.postgres().count("SELECT coalesce(max(position), 0) FROM commits");
    } catch (SQLException restarting) {
      throw new IOException(restarting);
    }
  }

  /** Where everybody is. */
  private String behind() {
    String writers =
        canaries.writers().stream()
            .map(each -> each.name() + " " + each.delivered() + " of " + each.mark())
            .collect(Collectors.joining(", "));
    String readers =
        canaries.readers().stream()
            .map(each -> each.name() + " at " + each.sightings().position())
            .collect(Collectors.joining(", "));
    return writers + "; " + readers;
  }

  private void finish() throws IOException, InterruptedException, SQLException {
    diary.note("the writers end");
    canaries.writers().forEach(Writer::stop);
    canaries.child().awaitEnd(Recovery.WITHIN.toSeconds());
    if (!awaitDelivered()) {
      findings.add("At the end not everything was delivered: " + behind());
    }
    lookAtMemory();
    canaries.writers().forEach(writer -> findings.addAll(writer.complaints()));
    diary.note("the account");
    findings.addAll(new Account(site, canaries, diary).draw());
    findings.addAll(memory.findings());
    diary.print("\n" + table + "\n" + memory);
    verdict();
  }

  private void verdict() {
    findings.forEach(diary::print);
    diary.print(findings.isEmpty() ? "All is well." : findings.size() + " things are wrong.");
  }

  /** Ends all processes that it has started. Closing twice is fine; any thread. */
  @Override
  public synchronized void close() throws IOException {
    canaries.close();
    site.close();
    diary.close();
  }
}
