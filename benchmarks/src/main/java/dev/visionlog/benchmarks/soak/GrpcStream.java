package dev.visionlog.benchmarks.soak;

import dev.visionlog.benchmarks.soak.Sightings.Gap;
import dev.visionlog.v1.LogServiceGrpc;
import dev.visionlog.v1.PredictionServiceGrpc;
import dev.visionlog.v1.TailGap;
import dev.visionlog.v1.TailLogsRequest;
import dev.visionlog.v1.TailPredictionsRequest;
import io.grpc.ManagedChannel;

/** A tail of the server's. */
abstract class GrpcStream implements Reader.Stream {
  private final ManagedChannel channel;

  private GrpcStream(String address) {
    channel = Channels.open(address);
  }

  static GrpcStream ofLogs(String address, String filter) {
    return new Logs(address, filter);
  }

  static GrpcStream ofPredictions(String address) {
    return new Predictions(address);
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

    Logs(String address, String filter) {
      super(address);
      this.filter = filter;
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
              });
    }
  }

  private static final class Predictions extends GrpcStream {
    Predictions(String address) {
      super(address);
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
