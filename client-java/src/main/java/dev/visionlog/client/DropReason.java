package dev.visionlog.client;

/** Why an entry was given up. Each reason has a count of its own. */
public enum DropReason {
  /** The queue in memory was full, and there was no spool or no room in it. */
  QUEUE_FULL,
  /** The spool was full: the oldest file went. */
  SPOOL_FULL,
  /** It lay in the spool for longer than was allowed. */
  SPOOL_EXPIRED,
  /** What the spool held of it could not be read again. */
  SPOOL_DAMAGED,
  /** It came after the client was closed, or was left when it was closed without a spool. */
  CLOSED,
  /**
   * The server has stored something else under its batch's number: the spool's folder is a copy of
   * one that another client uses.
   */
  NUMBER_TAKEN,
  /** It failed to say what it is when it was handed over. */
  UNREADABLE,
  /** The client is switched off. */
  DISABLED
}
