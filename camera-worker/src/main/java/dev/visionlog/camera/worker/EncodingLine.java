package dev.visionlog.camera.worker;

import dev.visionlog.client.Prediction;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
  private final AtomicReference<@Nullable Throwable> trouble = new AtomicReference<>();
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

  /**
   * Takes an inspection and its frame; waits while there are enough.
   *
   * @throws IllegalStateException if an earlier one was lost on its way
   */
  void add(Inspection inspection) throws InterruptedException {
    CompletableFuture<Optional<Prediction>> prediction = new CompletableFuture<>();
    try {
      throwTrouble();
      line.put(prediction);
    } catch (InterruptedException | IllegalStateException stopped) {
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
      while (handOn(line.take())) {}
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Goes on after trouble too, so that whoever waits gets to know of it. */
  private boolean handOn(CompletableFuture<Optional<Prediction>> prediction) {
    try {
      Optional<Prediction> made = prediction.join();
      made.ifPresent(next);
      return made.isPresent();
    } catch (RuntimeException | Error unexpected) {
      trouble.compareAndSet(null, unexpected);
      return true;
    }
  }

  private void throwTrouble() {
    @Nullable Throwable cause = trouble.get();
    if (cause != null) {
      throw new IllegalStateException("A prediction could not be handed on: " + cause, cause);
    }
  }

  /**
   * Waits until everything has been handed on. Nothing may be added after that.
   *
   * @throws IllegalStateException if one was lost on its way
   */
  void finish() throws InterruptedException {
    line.put(CompletableFuture.completedFuture(Optional.empty()));
    outlet.join();
    encoders.shutdown();
    throwTrouble();
  }
}
