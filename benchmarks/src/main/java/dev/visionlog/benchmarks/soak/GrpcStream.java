package dev.visionlog.benchmarks.soak;

import dev.visionlog.benchmarks.soak.Sightings.Gap;
import dev.visionlog.v1.LogServiceGrpc;
import dev.visionlog.v1.PredictionServiceGrpc;
import dev.visionlog.v1.TailGap;
import dev.visionlog.v1.TailLogsRequest;
import dev.visionlog.v1.TailPredictionsRequest;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A tail of the server's. */
abstract class GrpcStream implements Reader.Stream {
  private static final int NARROW_BYTES = 64 * 1024;
  private static final int AWAKE_MESSAGES = 300;

  private final ManagedChannel channel;

  private GrpcStream(ManagedChannel channel) {
    this.channel = channel;
  }

  static GrpcStream ofLogs(String address, String filter) {
    return new Logs(Channels.open(address), filter, Duration.ZERO);
  }

  /** Of everything, by a reader who reads nothing for so long, again and again. */
  static GrpcStream ofSleeper(String address, Duration nap) {
    return new Logs(Channels.openNarrow(address, NARROW_BYTES), "", nap);
  }

  static GrpcStream ofPredictions(String address) {
    return new Predictions(Channels.open(address));
  }

  @Override
  public final void follow(long afterPosition, Sightings sightings) {
    channel.resetConnectBackoff();
    follow(channel, afterPosition, sightings);
  }

  abstract void follow(ManagedChannel over, long afterPosition, Sightings sightings);

  static Gap gap(TailGap gap) {
    return new Gap(gap.getFromPosition(), gap.getToPosition(), gap.getMatchedCount());
  }

  @Override
  public final void close() {
    channel.shutdownNow();
  }

  private static final class Logs extends GrpcStream {
    private final String filter;
    private final Duration nap;
    private int messages;

    Logs(ManagedChannel channel, String filter, Duration nap) {
      super(channel);
      this.filter = filter;
      this.nap = nap;
    }

    @Override
    void follow(ManagedChannel over, long afterPosition, Sightings sightings) {
      TailLogsRequest request =
          TailLogsRequest.newBuilder().setFilter(filter).setAfterPosition(afterPosition).build();
      LogServiceGrpc.newBlockingStub(over)
          .tailLogs(request)
          .forEachRemaining(
              message -> {
                if (message.hasGap()) {
                  sightings.gap(gap(message.getGap()));
                }
                message
                    .getEntriesList()
                    .forEach(entry -> sightings.saw(entry.getPosition(), entry.getMessage()));
                sightings.reached(message.getPosition());
                if (++messages % AWAKE_MESSAGES == 0) {
                  LockSupport.parkNanos(nap.toNanos());
                }
              });
    }
  }

  private static final class Predictions extends GrpcStream {
    Predictions(ManagedChannel channel) {
      super(channel);
    }

    @Override
    void follow(ManagedChannel over, long afterPosition, Sightings sightings) {
      TailPredictionsRequest request =
          TailPredictionsRequest.newBuilder().setAfterPosition(afterPosition).build();
      PredictionServiceGrpc.newBlockingStub(over)
          .tailPredictions(request)
          .forEachRemaining(
              message -> {
                if (message.hasGap()) {
                  sightings.gap(gap(message.getGap()));
                }
                message
                    .getPredictionsList()
                    .forEach(each -> sightings.saw(each.getPosition(), each.getImageId()));
                sightings.reached(message.getPosition());
              });
    }
  }
}
