package dev.visionlog.camera.resume;

import dev.visionlog.camera.frame.FrameNames;
import dev.visionlog.client.ClientSettings;
import dev.visionlog.client.internal.ChannelFactory;
import dev.visionlog.v1.ListPredictionsRequest;
import dev.visionlog.v1.ListPredictionsResponse;
import dev.visionlog.v1.PredictionServiceGrpc;
import dev.visionlog.v1.PredictionServiceGrpc.PredictionServiceBlockingStub;
import io.grpc.ManagedChannel;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;

/** Asks the server which frames of a run it has. Any thread; the caller closes it. */
public final class RunQuery implements AutoCloseable {
  private static final int PAGE = 1000;
  private static final long PATIENCE_SECONDS = 30;

  private final ChannelFactory channels;
  private final ManagedChannel channel;
  private final PredictionServiceBlockingStub predictions;

  /** Connects when it is first asked. */
  public RunQuery(ClientSettings settings) {
    channels = new ChannelFactory(settings);
    channel = channels.create();
    predictions = PredictionServiceGrpc.newBlockingStub(channel);
  }

  /**
   * Reads all pages.
   *
   * @throws io.grpc.StatusRuntimeException if the server does not answer
   */
  public StoredFrames storedFrames(FrameNames names) {
    BitSet numbers = new BitSet();
    ListPredictionsRequest.Builder request =
        ListPredictionsRequest.newBuilder()
            .setFilter("batch_id = \"" + names.runId() + "\"")
            .setCameraId(names.cameraId())
            .setPageSize(PAGE);
    do {
      ListPredictionsResponse page = ask(request.build());
      page.getPredictionsList()
          .forEach(
              found -> names.frameOf(found.getImageId()).ifPresent(number -> add(numbers, number)));
      request.setPageToken(page.getNextPageToken());
    } while (!request.getPageToken().isEmpty());
    return StoredFrames.of(numbers);
  }

  private static void add(BitSet numbers, long number) {
    numbers.set(Math.toIntExact(number));
  }

  private ListPredictionsResponse ask(ListPredictionsRequest request) {
    return predictions
        .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .listPredictions(request);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    channels.close();
  }
}
