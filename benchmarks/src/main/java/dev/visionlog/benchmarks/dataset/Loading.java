package dev.visionlog.benchmarks.dataset;

import dev.visionlog.benchmarks.ingest.BatchStream;
import io.grpc.ManagedChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes a year as fast as the server takes it. Several writers take one hour after the other, so
 * that all goes on about in the order of time.
 */
public final class Loading<E, Q> {
  private static final int BATCH = 500;
  private static final int WINDOW = 8;

  private final ManagedChannel channel;
  private final Kind<E, Q> kind;
  private final List<Hour> hours;
  private final AtomicInteger nextHour = new AtomicInteger();

  public Loading(ManagedChannel channel, Kind<E, Q> kind, PlantYear year) {
    this.channel = channel;
    this.kind = kind;
    this.hours = year.hours();
  }

  /**
   * Writes all, and waits until it is durable. Once.
   *
   * @return how many a second
   * @throws IllegalStateException if the server did not take it
   */
  public double run(int writers) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    long begun = System.nanoTime();
    try {
      List<Future<Long>> all = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        all.add(threads.submit(this::write));
      }
      long written = 0;
      for (Future<Long> each : all) {
        written += each.get();
      }
      return written * 1e9 / (System.nanoTime() - begun);
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private long write() throws InterruptedException {
    BatchStream<Q> stream =
        new BatchStream<>(WINDOW, (acked, ended) -> kind.open(channel, acked, ended));
    List<E> batch = new ArrayList<>();
    long written = 0;
    for (int i = nextHour.getAndIncrement(); i < hours.size(); i = nextHour.getAndIncrement()) {
      Iterator<E> entries = kind.entries(hours.get(i)).iterator();
      while (entries.hasNext()) {
        batch.add(entries.next());
        if (batch.size() == BATCH) {
          send(stream, batch);
        }
      }
      written += hours.get(i).count();
    }
    send(stream, batch);
    stream.finish();
    return written;
  }

  private void send(BatchStream<Q> stream, List<E> batch) throws InterruptedException {
    stream.send((writer, number) -> kind.batch(writer, number, batch));
    batch.clear();
    if (!stream.isOpen()) {
      throw new IllegalStateException("The server has ended the stream");
    }
  }
}
