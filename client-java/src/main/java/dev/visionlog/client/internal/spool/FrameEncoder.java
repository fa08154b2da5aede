package dev.visionlog.client.internal.spool;

import dev.visionlog.client.internal.Batch;

/** Makes frames of batches, in one array that is used again. Not thread safe. */
final class FrameEncoder {

  /** A larger frame gets an array of its own, so that one large batch is not for ever. */
  private static final int MAX_KEPT_BYTES = 1 << 20;

  private byte[] buffer = new byte[8 << 10];

  /** The frame of a batch at the beginning of an array that is good until the next one is made. */
  byte[] encode(Batch batch) {
    byte[] target = arrayOf(FrameHeader.frameBytes(batch));
    FrameHeader.write(batch, target);
    return target;
  }

  private byte[] arrayOf(int length) {
    if (length > MAX_KEPT_BYTES) {
      return new byte[length];
    }
    if (buffer.length < length) {
      buffer = new byte[Math.min(MAX_KEPT_BYTES, 2 * length)];
    }
    return buffer;
  }
}
