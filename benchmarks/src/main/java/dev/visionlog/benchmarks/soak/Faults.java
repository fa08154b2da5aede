package dev.visionlog.benchmarks.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** All that can go wrong here. For the thread of the soak. */
final class Faults {
  private static final int SLOW_BYTES_A_MILLI = 20;
  private static final int MOST_HOURS = 12;
  private static final Duration REFUSAL_WITHIN = Duration.ofSeconds(20);

  private final Site site;
  private final Canaries canaries;
  private final Duration longest;

  /**
   * @param longest how long a fault lasts at most, if it lasts
   */
  Faults(Site site, Canaries canaries, Duration longest) {
    this.site = site;
    this.canaries = canaries;
    this.longest = longest;
  }

  List<Fault> all() {
    List<Fault> all = new ArrayList<>();
    all.add(new Fault("server-killed", this::killServer));
    all.add(new Fault("server-terminated", this::terminateServer));
    all.add(new Fault("server-stopped", this::stopServer));
    all.add(new Fault("postmaster-killed", random -> killPostmaster()));
    all.add(new Fault("backend-killed", this::killBackend));
    all.add(new Fault("backends-stopped", this::stopBackends));
    all.add(new Fault("wire-cut", random -> site.wire().cut()));
    all.add(new Fault("wire-silent", this::silenceWire));
    all.add(new Fault("wire-slow", this::slowWire));
    all.add(new Fault("bridge-killed", this::killBridge));
    all.add(new Fault("writer-killed", random -> canaries.child().killAndStart()));
    all.add(new Fault("clocks-jump", this::jumpClocks));
    site.disk().ifPresent(disk -> all.add(new Fault("disk-full", random -> fill(disk))));
    return all;
  }

  private void hold(Random random) throws InterruptedException {
    Thread.sleep(longest.toMillis() / 4 + random.nextInt((int) longest.toMillis() * 3 / 4));
  }

  private void killServer(Random random) throws IOException, InterruptedException {
    site.server().kill();
    site.startServer();
  }

  private void terminateServer(Random random) throws IOException, InterruptedException {
    site.server().terminate();
    site.startServer();
  }

  private void stopServer(Random random) throws IOException, InterruptedException {
    stop(List.of(site.server().pid()), random);
  }

  private void stopBackends(Random random) throws IOException, InterruptedException {
    stop(site.postgres().children().stream().map(ProcessHandle::pid).toList(), random);
  }

  private void stop(List<Long> pids, Random random) throws IOException, InterruptedException {
    Signal.STOP.send(pids);
    try {
      hold(random);
    } finally {
      Signal.CONT.send(pids);
    }
  }

  private void killPostmaster() throws IOException, InterruptedException {
    Signal.KILL.send(List.of(site.postgres().postmaster().pid()));
  }

  private void killBackend(Random random) throws IOException, InterruptedException {
    List<ProcessHandle> backends = site.postgres().backends();
    Signal.KILL.send(List.of(backends.get(random.nextInt(backends.size())).pid()));
  }

  private void silenceWire(Random random) throws InterruptedException {
    site.wire().blackHole();
    hold(random);
    site.wire().heal();
  }

  private void slowWire(Random random) throws InterruptedException {
    site.wire().slow(SLOW_BYTES_A_MILLI);
    hold(random);
    site.wire().heal();
  }

  private void killBridge(Random random) throws IOException, InterruptedException {
    site.bridge().kill();
    site.startBridge();
  }

  private void jumpClocks(Random random) throws InterruptedException {
    canaries
        .clock()
        .jump(Duration.ofMinutes(random.nextInt(2 * MOST_HOURS * 60) - MOST_HOURS * 60));
    hold(random);
    canaries.clock().jump(Duration.ZERO);
  }

  /** Until somebody has been refused: PostgreSQL has room of its own for a while. */
  private void fill(SmallDisk disk) throws IOException, InterruptedException {
    long before = canaries.refusals();
    long deadline = System.nanoTime() + REFUSAL_WITHIN.toNanos();
    disk.fill();
    while (canaries.refusals() == before && System.nanoTime() < deadline) {
      disk.fill();
      Thread.sleep(Pace.TICK.toMillis());
    }
    Thread.sleep(longest.toMillis() / 2);
    disk.free();
  }
}
