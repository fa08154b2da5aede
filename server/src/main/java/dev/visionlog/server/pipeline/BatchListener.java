package dev.visionlog.server.pipeline;

import dev.visionlog.server.model.BatchOutcome;

/** Learns what became of a batch. Called once, by a lane's thread; must be short. */
public interface BatchListener {

  void stored(BatchOutcome outcome);

  /** Not stored, or not known to be: the sender has to try again. */
  void failed();
}
