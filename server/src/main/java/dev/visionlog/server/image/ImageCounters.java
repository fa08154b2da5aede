package dev.visionlog.server.image;

import dev.visionlog.server.image.codec.Refusal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** What the store has done since it was opened. For all threads. */
public final class ImageCounters {
  private final LongAdder saved = new LongAdder();
  private final LongAdder linked = new LongAdder();
  private final LongAdder reused = new LongAdder();
  private final LongAdder bytesWritten = new LongAdder();
  private final LongAdder encodes = new LongAdder();
  private final LongAdder deleted = new LongAdder();
  private final Map<Refusal, LongAdder> refused = adders(Refusal.class);
  private final Map<ImageOutcome.Trouble, LongAdder> unavailable =
      adders(ImageOutcome.Trouble.class);

  private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
    Map<E, LongAdder> adders = new EnumMap<>(type);
    for (E each : type.getEnumConstants()) {
      adders.put(each, new LongAdder());
    }
    return adders;
  }

  /** Images that were stored, with those that share the bytes of another one. */
  public long saved() {
    return saved.sum();
  }

  /** Of those saved, the ones that share the bytes of another one. */
  public long linked() {
    return linked.sum();
  }

  /** Images that were stored already, by an earlier attempt for the same prediction. */
  public long reused() {
    return reused.sum();
  }

  public long refused(Refusal code) {
    return adder(refused, code).sum();
  }

  public long unavailable(ImageOutcome.Trouble code) {
    return adder(unavailable, code).sum();
  }

  public long bytesWritten() {
    return bytesWritten.sum();
  }

  /** Images that had to be made into JPEG before they were stored. */
  public long encodes() {
    return encodes.sum();
  }

  /** Images that were deleted, by whomever. */
  public long deleted() {
    return deleted.sum();
  }

  void countSaved(long bytes) {
    saved.increment();
    bytesWritten.add(bytes);
  }

  void countLinked() {
    saved.increment();
    linked.increment();
  }

  void countReused() {
    reused.increment();
  }

  void countRefused(Refusal code) {
    adder(refused, code).increment();
  }

  void countUnavailable(ImageOutcome.Trouble code) {
    adder(unavailable, code).increment();
  }

  void countEncode() {
    encodes.increment();
  }

  void countDeleted() {
    deleted.increment();
  }

  private static <E extends Enum<E>> LongAdder adder(Map<E, LongAdder> adders, E key) {
    return Objects.requireNonNull(adders.get(key));
  }
}
