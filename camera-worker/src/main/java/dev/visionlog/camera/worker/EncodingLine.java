package dev.visionlog.camera.worker;

import dev.visionlog.client.Prediction;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Makes predictions on several threads, and hands them on in the order in which their inspections
 * came. Holds a bounded number of frames, and closes them. For one thread.
 */
final class EncodingLine {
  /** So many frames wait for each thread at most. */
  private static final int WAITING = 3;

  private final Predictions predictions;
  private final Consumer<Prediction> next;
  private final ExecutorService encoders;
  private final BlockingQueue<CompletableFuture<Optional<Prediction>>> line;
  private final Thread outlet = new Thread(this::handOn, "camera-outlet");

  /**
   * @param next takes the predictions, on a thread of the line
   */
  EncodingLine(Predictions predictions, int threads, Consumer<Prediction> next) {
    this.predictions = predictions;
    this.next = next;
    this.encoders = Executors.newFixedThreadPool(threads, EncodingLine::thread);
    this.line = new ArrayBlockingQueue<>(WAITING * threads);
    outlet.setDaemon(true);
    outlet.start();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "camera-encoder");
    thread.setDaemon(true);
    return thread;
  }

  /** Takes an inspection and its frame; waits while there are enough. */
  void add(Inspection inspection) throws InterruptedException {
    CompletableFuture<Optional<Prediction>> prediction = new CompletableFuture<>();
    try {
      line.put(prediction);
    } catch (InterruptedException stopped) {
      inspection.frame().close();
      throw stopped;
    }
    encoders.execute(() -> encode(inspection, prediction));
  }

  private void encode(Inspection inspection, CompletableFuture<Optional<Prediction>> prediction) {
    try {
      prediction.complete(Optional.of(predictions.of(inspection)));
    } catch (RuntimeException | Error unexpected) {
      prediction.completeExceptionally(unexpected);
    } finally {
      inspection.frame().close();
    }
  }

  private void handOn() {
    try {
      Optional<Prediction> prediction = line.take().join();
      while (prediction.isPresent()) {
        next.accept(prediction.get());
        prediction = line.take().join();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until everything has been handed on. Nothing may be added after that. */
  void finish() throws InterruptedException {
    line.put(CompletableFuture.completedFuture(Optional.empty()));
    outlet.join();
    encoders.shutdown();
  }
}
