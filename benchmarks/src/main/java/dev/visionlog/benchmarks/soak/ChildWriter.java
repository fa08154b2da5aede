package dev.visionlog.benchmarks.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A {@link WriterProcess} that can be killed, and comes back on its spool under another name for
 * its messages.
 */
final class ChildWriter implements Writer {
  private static final long END_SECONDS = 5;

  private final Commands commands;
  private final List<String> place;
  private final double perSecond;
  private final List<Run> runs = new ArrayList<>();
  private final AtomicLong lines = new AtomicLong();
  private final AtomicLong delivered = new AtomicLong();

  /** Starts it. */
  ChildWriter(Commands commands, double perSecond, String address, String spool)
      throws IOException {
    this.commands = commands;
    this.perSecond = perSecond;
    this.place = List.of(address, spool);
    start();
  }

  private synchronized void start() throws IOException {
    Run run = new Run("child-" + (runs.size() + 1));
    runs.add(run);
    run.reader.start();
  }

  /** {@code kill -9}, and a new one. */
  void killAndStart() throws IOException {
    Run killed = current();
    killed.toldToEnd = true;
    killed.process.destroyForcibly().onExit().join();
    killed.awaitEnd();
    start();
  }

  private synchronized Run current() {
    return runs.get(runs.size() - 1);
  }

  @Override
  public String name() {
    return "child";
  }

  /**
   * The next report will be about what has been handed over by now; the last one, when it has
   * ended.
   */
  @Override
  public long mark() {
    return current().process.isAlive() ? lines.get() + 1 : lines.get();
  }

  @Override
  public long delivered() {
    return delivered.get();
  }

  @Override
  public synchronized List<Claim> claims() {
    return runs.stream().map(run -> new Claim(run.name, run.safe)).toList();
  }

  @Override
  public synchronized List<String> complaints() {
    return runs.stream()
        .filter(run -> run.broken)
        .map(run -> run.name + ": ended by itself")
        .toList();
  }

  @Override
  public void stop() {
    Run last = current();
    try {
      last.toldToEnd = true;
      last.process.getOutputStream().write('\n');
      last.process.getOutputStream().flush();
    } catch (IOException ended) {
      last.broken = true;
    }
  }

  /** Waits until it has brought everything home, or has given up; at most so long. */
  void awaitEnd(long seconds) throws InterruptedException {
    Run last = current();
    last.broken |= !last.process.waitFor(seconds, TimeUnit.SECONDS);
    last.awaitEnd();
  }

  @Override
  public void close() {
    current().toldToEnd = true;
    current().process.destroyForcibly();
  }

  /** One process. */
  private final class Run {
    final String name;
    final Process process;
    final Thread reader = new Thread(this::read, "child-lines");
    volatile long safe;
    volatile boolean broken;
    volatile boolean toldToEnd;

    Run(String name) throws IOException {
      this.name = name;
      List<String> command = new ArrayList<>(commands.writer());
      command.addAll(place);
      command.addAll(List.of(name, Double.toString(perSecond)));
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().keySet().removeIf(variable -> variable.startsWith("VISIONLOG_"));
      builder.redirectError(ProcessBuilder.Redirect.INHERIT);
      process = builder.start();
      reader.setDaemon(true);
    }

    private void read() {
      try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          if (line.startsWith(WriterProcess.REPORT)) {
            take(line.substring(WriterProcess.REPORT.length()));
          }
        }
      } catch (IOException killed) {
        // What it has said is known.
      }
      broken |= !toldToEnd;
    }

    private void take(String line) {
      String[] words = line.split(" ", 2);
      long number = lines.incrementAndGet();
      safe = Long.parseLong(words[0]);
      if (Boolean.parseBoolean(words[1])) {
        delivered.set(number);
      }
    }

    void awaitEnd() {
      try {
        reader.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
