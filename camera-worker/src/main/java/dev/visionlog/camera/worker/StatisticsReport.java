package dev.visionlog.camera.worker;

import dev.visionlog.client.ClientStats;
import dev.visionlog.client.Level;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Prints the statistics every few seconds, and logs them every minute. */
final class StatisticsReport implements AutoCloseable {
  private static final Duration LOGGED_EVERY = Duration.ofMinutes(1);

  private final Supplier<Counters.Counts> counts;
  private final Supplier<ClientStats> predictions;
  private final CameraLog log;
  private final PrintStream console;
  private final FrameRate printed = new FrameRate();
  private final FrameRate logged = new FrameRate();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(StatisticsReport::thread);

  StatisticsReport(
      Supplier<Counters.Counts> counts,
      Supplier<ClientStats> predictions,
      CameraLog log,
      PrintStream console) {
    this.counts = counts;
    this.predictions = predictions;
    this.log = log;
    this.console = console;
  }

  void start(Duration every) {
    timer.scheduleAtFixedRate(
        this::print, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    long minute = LOGGED_EVERY.toMillis();
    timer.scheduleAtFixedRate(this::note, minute, minute, TimeUnit.MILLISECONDS);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "camera-statistics");
    thread.setDaemon(true);
    return thread;
  }

  /** Prints a line now. */
  void print() {
    console.println(line(printed).text());
    console.flush();
  }

  /** Logs the statistics now. */
  void note() {
    StatisticsLine line = line(logged);
    log.note(Level.INFO, "Camera statistics: " + line.text(), line.values());
  }

  private StatisticsLine line(FrameRate rate) {
    Counters.Counts now = counts.get();
    return new StatisticsLine(now, rate.at(now.frames(), System.nanoTime()), predictions.get());
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
