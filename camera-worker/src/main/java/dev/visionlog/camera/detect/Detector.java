package dev.visionlog.camera.detect;

import dev.visionlog.camera.frame.CameraFrame;

/**
 * Looks at the frames of one camera, one after the other, always on the same thread. It may
 * remember what it saw before.
 */
public interface Detector extends AutoCloseable {
  /** What predictions say of the model, at most 100 characters. */
  String modelName();

  /** What predictions say of its version, at most 100 characters. */
  String modelVersion();

  /**
   * Looks at a frame. Takes as long as it needs; of a live camera, frames are left out meanwhile.
   *
   * @param frame valid until this returns; not to be changed or closed
   * @throws Exception if it cannot tell. A prediction with the status {@code error} and the
   *     exception's message is made, and the next frame follows
   */
  Finding detect(CameraFrame frame) throws Exception;

  /** Gives back what it holds, memory outside of Java's heap above all. */
  @Override
  default void close() {}
}
