package dev.visionlog.server.image.codec;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;

/** A JPEG outside the heap. To be closed; its bytes must not be looked at any more then. */
public final class EncodedImage implements AutoCloseable {
  private final BytePointer memory;

  EncodedImage(BytePointer memory) {
    this.memory = memory;
  }

  /** Valid until this is closed. */
  public ByteBuffer bytes() {
    return memory.asByteBuffer().asReadOnlyBuffer();
  }

  BytePointer memory() {
    return memory;
  }

  byte[] toArray() {
    byte[] copy = new byte[(int) memory.limit()];
    memory.get(copy);
    return copy;
  }

  @Override
  public void close() {
    memory.deallocate();
  }
}
