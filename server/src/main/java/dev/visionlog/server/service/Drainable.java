package dev.visionlog.server.service;

/** A stream that is told when the server is about to stop. */
interface Drainable {

  /** Take no more, finish what is on its way, and end. */
  void drain();
}
