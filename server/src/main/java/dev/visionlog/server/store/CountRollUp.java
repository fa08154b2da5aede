package dev.visionlog.server.store;

/** Moves the counts of new commits to where they are added up. */
public interface CountRollUp {

  /**
   * Moves some; returns how many commits they were of. 0: nothing to do, or another server is at
   * it.
   */
  int rollUp();
}
