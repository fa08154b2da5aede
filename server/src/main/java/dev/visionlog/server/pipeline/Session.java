package dev.visionlog.server.pipeline;

/**
 * What ties the batches of one stream together: once one of them has failed, those behind it fail
 * too. Were a later number stored, the failed one would look like a duplicate when it is sent
 * again.
 */
public final class Session {
  private volatile boolean broken;

  void breakOff() {
    broken = true;
  }

  boolean isBroken() {
    return broken;
  }
}
