package dev.visionlog.benchmarks.dataset;

import dev.visionlog.benchmarks.ingest.Answers;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.LogServiceGrpc;
import dev.visionlog.v1.WriteLogsRequest;
import dev.visionlog.v1.WriteLogsResponse;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Log entries, in these shares: 10 % DEBUG, 78 % INFO, 3 % SUCCESS, 6 % WARNING, 2.5 % ERROR, 0.1 %
 * CRITICAL. The hours with trouble have more of the last three, the others a little less.
 */
public final class LogKind implements Kind<LogEntry, WriteLogsRequest> {
  /** Stands in one entry of a million. */
  public static final String RARE_WORD = "zirconium";

  private static final long RARE_ONCE_IN = 1_000_000;
  private static final double SHARE_WITHOUT_LOGGER = 0.05;

  private static final List<LogLevel> LEVELS =
      List.of(
          LogLevel.DEBUG,
          LogLevel.INFO,
          LogLevel.SUCCESS,
          LogLevel.WARNING,
          LogLevel.ERROR,
          LogLevel.CRITICAL);

  private static final Shares ORDINARY = Shares.of(10.1, 78.9, 3.05, 5.77, 2.05, 0.1);
  private static final Shares TROUBLED = Shares.of(5, 43.7, 1, 20, 30, 0.3);

  private final Plant plant;
  private final long seed;

  public LogKind(Plant plant, long seed) {
    this.plant = plant;
    this.seed = seed;
  }

  @Override
  public Stream<LogEntry> entries(Hour hour) {
    SplittableRandom random = hour.random(seed);
    Instant[] times = hour.times(random);
    return IntStream.range(0, hour.count())
        .mapToObj(i -> entry(hour.first() + i, times[i], hour.troubled(), random));
  }

  private LogEntry entry(long number, Instant time, boolean troubled, SplittableRandom random) {
    Origin origin = plant.next(random);
    LogLevel level = LEVELS.get((troubled ? TROUBLED : ORDINARY).next(random));
    String message = Messages.next(level, random);
    Shift shift = Shift.at(time.atZone(ZoneOffset.UTC).getHour());
    LogEntry.Builder entry =
        LogEntry.newBuilder()
            .setLevel(level)
            .setTime(Kind.timestamp(time))
            .setSource(origin.source())
            .setMessage(isRare(number) ? message + ", made of " + RARE_WORD : message)
            .setExtraJson(ExtraFields.next(shift, random));
    origin.camera().ifPresent(entry::setCameraId);
    if (random.nextDouble() >= SHARE_WITHOUT_LOGGER) {
      entry.setLoggerName(origin.logger(random.nextInt(Origin.LOGGERS)));
    }
    return entry.build();
  }

  private static boolean isRare(long number) {
    return number % RARE_ONCE_IN == RARE_ONCE_IN / 2;
  }

  @Override
  public WriteLogsRequest batch(String writerId, long sequence, List<LogEntry> entries) {
    return WriteLogsRequest.newBuilder()
        .setWriterId(writerId)
        .setSequence(sequence)
        .addAllEntries(entries)
        .build();
  }

  @Override
  public StreamObserver<WriteLogsRequest> open(
      ManagedChannel channel, LongConsumer acked, Runnable ended) {
    return LogServiceGrpc.newStub(channel)
        .writeLogs(new Answers<>(WriteLogsResponse::getAckedSequence, acked, ended));
  }

  /** Levels that some entries have. */
  public static List<LogLevel> levels() {
    return LEVELS;
  }

  /** A name that some entries have in their text: one of 65,536. */
  public static String someJob(SplittableRandom random) {
    return Hole.job(random.nextInt(Hole.JOBS));
  }

  /** A filter by extra data that an eighth of all entries matches. */
  public static String commonExtra(SplittableRandom random) {
    return "extra.line = " + random.nextInt(ExtraFields.LINES);
  }

  /** A filter by extra data that one of 100,000 entries matches. */
  public static String rareExtra(SplittableRandom random) {
    return "extra.order = \"" + ExtraFields.order(random.nextInt(ExtraFields.ORDERS)) + "\"";
  }
}
