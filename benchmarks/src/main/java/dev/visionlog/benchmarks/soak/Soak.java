package dev.visionlog.benchmarks.soak;

import dev.visionlog.benchmarks.soak.Reader.Kind;
import dev.visionlog.benchmarks.soak.Writer.Claim;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Writers and readers on a server of their own, one fault after the other, and the account at the
 * end. For one thread.
 */
public final class Soak implements AutoCloseable {
  private static final Duration RECOVER_WITHIN = Duration.ofMinutes(3);
  private static final Duration LOOK_AT_MEMORY = Duration.ofMinutes(1);
  private static final long POLL_MILLIS = 20;

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
    while (System.nanoTime() < end) {
      Thread.sleep(POLL_MILLIS);
    }
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
    boolean delivered = await(() -> all.stream().allMatch(Awaited::isDelivered));
    long head = delivered ? head() : 0;
    return delivered
        && await(
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

  private boolean await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + RECOVER_WITHIN.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return true;
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
    canaries.child().awaitEnd(RECOVER_WITHIN.toSeconds());
    if (!awaitDelivered()) {
      findings.add("At the end not everything was delivered: " + behind());
    }
    lookAtMemory();
    canaries.writers().forEach(writer -> findings.addAll(writer.complaints()));
    diary.note("the account");
    account();
    findings.addAll(memory.findings());
    diary.print("\n" + table + "\n" + memory);
    verdict();
  }

  private void account() throws IOException, InterruptedException, SQLException {
    Names names = canaries.names();
    StoredRows logs = StoredRows.ofLogs(site.postgres(), names);
    StoredRows predictions = StoredRows.ofPredictions(site.postgres(), names);
    findings.addAll(logs.faults());
    findings.addAll(predictions.faults());
    List<WriterAccount> ofLogs = WriterAccount.of(claims(Kind.LOGS), logs, names);
    List<WriterAccount> ofPredictions =
        WriterAccount.of(claims(Kind.PREDICTIONS), predictions, names);
    print(ofLogs, ofPredictions);
    compareReaders(logs, predictions, names);
    ManagedChannel channel = Channels.open(site.direct());
    try {
      findings.addAll(new Counters(channel, site.postgres()).compare(ofLogs));
    } finally {
      channel.shutdownNow();
    }
  }

  private List<Claim> claims(Kind kind) {
    return canaries.writers().stream()
        .filter(writer -> writer.name().equals("predictions") == (kind == Kind.PREDICTIONS))
        .flatMap(writer -> writer.claims().stream())
        .toList();
  }

  private void print(List<WriterAccount> ofLogs, List<WriterAccount> ofPredictions) {
    List<WriterAccount> all = new ArrayList<>(ofLogs);
    all.addAll(ofPredictions);
    diary.print("\n" + WriterAccount.HEADER);
    for (WriterAccount each : all) {
      diary.print(each.toString());
      findings.addAll(each.findings());
    }
  }

  private void compareReaders(StoredRows logs, StoredRows predictions, Names names)
      throws InterruptedException {
    diary.print("\n" + TailAccount.HEADER);
    for (Reader reader : canaries.readers()) {
      StoredRows rows = reader.kind() == Kind.LOGS ? logs : predictions;
      long expected = reader.expected(rows, names);
      await(() -> reader.sightings().accounted() >= expected);
      TailAccount account = reader.compare(rows);
      diary.print(account.toString());
      findings.addAll(account.findings());
    }
    diary.print("\n" + Delays.HEADER);
    canaries.readers().forEach(each -> diary.print(each.sightings().delays().line(each.name())));
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
