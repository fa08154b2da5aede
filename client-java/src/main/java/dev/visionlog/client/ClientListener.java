package dev.visionlog.client;

import java.util.List;

/**
 * Told what happens to a client, on the client's threads: return soon, and hand nothing to the same
 * client. What a listener throws is ignored.
 */
public interface ClientListener {

  /** The thresholds have changed, or are known for the first time. */
  default void thresholdsChanged(Thresholds thresholds) {}

  /** The server has refused entries for what they are. They are not sent again. */
  default void rejected(List<Rejection> rejections) {}

  /** The server has refused predictions for what they are. They are not sent again. */
  default void predictionsRejected(List<PredictionFault> rejections) {}

  /** The server has stored predictions, but not the images that came with them. */
  default void imagesNotStored(List<PredictionFault> faults) {}

  /**
   * Something is wrong or right again: the connection, the spool, dropped entries. At most a few a
   * minute.
   */
  default void trouble(Trouble trouble) {}

  /**
   * One refused entry.
   *
   * @param level its level
   * @param message the beginning of its message
   * @param reason the server's, which names the field
   */
  record Rejection(Level level, String message, String reason) {}

  /**
   * What is wrong with one prediction.
   *
   * @param imageId the caller's name for its image
   * @param reason the server's, which names the field
   */
  record PredictionFault(String imageId, String reason) {}

  /**
   * Something for the people who run the application.
   *
   * @param over whether it is over
   * @param text one sentence for people, without secrets
   */
  record Trouble(boolean over, String text) {}
}
