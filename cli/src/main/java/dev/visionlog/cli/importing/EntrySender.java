package dev.visionlog.cli.importing;

import com.google.protobuf.MessageLite;
import dev.visionlog.cli.connection.RpcErrors;
import dev.visionlog.cli.output.DurationText;
import dev.visionlog.cli.output.Notices;
import dev.visionlog.v1.EntryError;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Sends entries in batches and keeps the account. For one thread. */
public final class EntrySender<E extends MessageLite>
    implements ImportSink<E>, BatchWriter.Listener<E> {
  private final ImportAccount account;
  private final Notices notices;
  private final BatchBuilder<E> batches = new BatchBuilder<>();
  private final BatchWriter<E> writer;

  public EntrySender(
      ImportAccount account,
      Notices notices,
      Function<BatchWriter.Listener<E>, BatchWriter<E>> writer) {
    this.account = account;
    this.notices = notices;
    this.writer = writer.apply(this);
  }

  @Override
  public void entry(Origin origin, E entry) {
    account.entryRead();
    if (batches.isFullFor(entry)) {
      send();
    }
    batches.add(origin, entry);
  }

  @Override
  public void continuation() {
    account.continuation();
  }

  @Override
  public void blank() {
    account.blank();
  }

  @Override
  public void rejected(Origin origin, String reason) {
    account.lineRejected(new Rejection(origin, reason));
  }

  /** Nothing comes for the moment: what there is goes out, and answers are taken in. */
  public void idle() {
    if (batches.isEmpty()) {
      writer.look();
    } else {
      send();
    }
  }

  /** Sends the rest and waits until everything is acknowledged. */
  public void finish() {
    if (!batches.isEmpty()) {
      send();
    }
    writer.finish();
  }

  @Override
  public void stored(Batch<E> batch, WriteMethod.Answer answer) {
    account.batchAnswered(batch.entries().size(), answer.duplicate());
    for (EntryError error : answer.errors()) {
      account.entryRejected(
          new Rejection(origin(batch, error.getIndex()), RpcErrors.describe(error.getStatus())));
    }
    progress();
  }

  @Override
  public void stored(Batch<E> batch) {
    account.batchAnswered(batch.entries().size(), false);
    progress();
  }

  @Override
  public void suppressed(int entries) {
    account.suppressed(entries);
  }

  @Override
  public void lost(String reason, int again, Duration delay) {
    account.batchesResent(again);
    notices.info(reason + "; trying again in " + DurationText.format(delay) + ", nothing is lost");
  }

  private void send() {
    Batch<E> batch = batches.take();
    account.batchSent(batch.entries().size());
    writer.write(batch);
  }

  private void progress() {
    notices.progress(
        () ->
            String.format(
                Locale.ROOT,
                "%,d lines read, %,d stored",
                account.linesRead(),
                account.entriesStored()));
  }

  private static Origin origin(Batch<?> batch, int index) {
    List<Origin> origins = batch.origins();
    return index >= 0 && index < origins.size() ? origins.get(index) : origins.get(0);
  }
}
