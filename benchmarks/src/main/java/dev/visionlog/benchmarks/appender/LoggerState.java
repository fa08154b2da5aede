package dev.visionlog.benchmarks.appender;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.slf4j.Logger;

/** The logger that all threads of a benchmark log with. */
@State(Scope.Benchmark)
public class LoggerState {
  @Param Candidate candidate = Candidate.NONE;

  private @Nullable Rig rig;
  private @Nullable Logger logger;

  @Setup(Level.Trial)
  public void open() {
    Rig opened = candidate.open();
    Tally.begin(opened.received(), opened.dropped());
    logger = opened.logger();
    rig = opened;
  }

  @TearDown(Level.Trial)
  public void close() {
    if (rig != null) {
      rig.close();
    }
  }

  Logger logger() {
    return Objects.requireNonNull(logger);
  }
}
