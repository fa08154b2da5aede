package dev.visionlog.camera.source;

import java.time.Duration;

/** What a source has to tell beside its frames. Called on the thread that asks for frames. */
public interface SourceEvents {
  /** The first picture is there. */
  void started(int width, int height, double rate);

  /** A video has ended earlier than it should: it was cut off, or is damaged. */
  void incomplete(long frames, long expected);

  /**
   * The camera is away, or was not there in the first place.
   *
   * @param why for people, without secrets
   * @param next when it is tried again
   */
  void lost(String why, Duration next);

  /**
   * The camera is there again.
   *
   * @param away since its last picture
   * @param attempts how often it was tried
   */
  void returned(Duration away, int attempts);
}
