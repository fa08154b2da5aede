package dev.visionlog.server.image;

import dev.visionlog.server.image.ImageOutcome.Stored;
import dev.visionlog.server.image.ImageOutcome.Unavailable;
import dev.visionlog.server.image.codec.ImageHeaders;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Saves the images of a batch side by side, and then forces their folders to the disk, each once.
 * What only has to be written does not wait for what has to be encoded.
 */
final class Batches implements AutoCloseable {
  private static final long IDLE_SECONDS = 30;
  private static final long CLOSING_SECONDS = 60;

  private final Saving saving;
  private final StoreFolder folder;
  private final ExecutorService writers;
  private final ExecutorService encoders;

  Batches(Saving saving, StoreFolder folder, int writesAtOnce, int encodesAtOnce) {
    this.saving = saving;
    this.folder = folder;
    this.writers = threads("image-write", writesAtOnce);
    this.encoders = threads("image-encode", encodesAtOnce);
  }

  private static ExecutorService threads(String name, int count) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  List<ImageOutcome> save(List<ImageRequest> requests) {
    List<CompletableFuture<ImageOutcome>> all = requests.stream().map(this::start).toList();
    List<ImageOutcome> outcomes = all.stream().map(CompletableFuture::join).toList();
    try {
      folder.force(
          outcomes.stream()
              .filter(Stored.class::isInstance)
              .map(stored -> folder.file(((Stored) stored).path())));
      return outcomes;
    } catch (IOException error) {
      Unavailable trouble = Troubles.of(error);
      return outcomes.stream().map(each -> each instanceof Stored ? trouble : each).toList();
    }
  }

  private CompletableFuture<ImageOutcome> start(ImageRequest request) {
    boolean asItIs = request.raw() == null && ImageHeaders.isJpeg(request.bytes());
    try {
      return CompletableFuture.supplyAsync(() -> saving.save(request), asItIs ? writers : encoders);
    } catch (RejectedExecutionException closed) {
      return CompletableFuture.completedFuture(Troubles.closed());
    }
  }

  /** Lets those that have begun end. */
  @Override
  public void close() {
    writers.shutdown();
    encoders.shutdown();
    try {
      writers.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
      encoders.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
