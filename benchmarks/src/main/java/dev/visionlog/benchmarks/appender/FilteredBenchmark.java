package dev.visionlog.benchmarks.appender;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What an event takes that our appender is not to send. */
@State(Scope.Benchmark)
@Fork(
    value = 1,
    jvmArgs = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"})
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FilteredBenchmark {
  private @Nullable Rig rig;
  private @Nullable Logger off;
  private @Nullable Logger on;
  private @Nullable Appender<ch.qos.logback.classic.spi.ILoggingEvent> appender;
  private @Nullable LoggingEvent event;

  @Setup
  public void open() {
    Rig opened = Candidate.VISIONLOG.open();
    off = opened.logger();
    on = off.getLoggerContext().getLogger(off.getName() + ".filtered");
    appender = off.getAppender("MEASURED");
    event = new LoggingEvent("", on, Level.DEBUG, "late", null, null);
    rig = opened;
  }

  @TearDown
  public void close() {
    Objects.requireNonNull(rig).close();
  }

  /** The logger's level says no: the appender does not hear of it. */
  @Benchmark
  public void byLogger() {
    Sample.debug(Objects.requireNonNull(off));
  }

  /** The appender's threshold says no to an event that is there. */
  @Benchmark
  public void byAppender() {
    Objects.requireNonNull(appender).doAppend(Objects.requireNonNull(event));
  }

  /** The same, with what it takes Logback to make the event. */
  @Benchmark
  public void byAppenderWithEvent() {
    Sample.debug(Objects.requireNonNull(on));
  }
}
