package dev.visionlog.server.image.codec;

/** Why an image is not taken, for reasons of its own: trying again does not help. */
public enum Refusal {
  /** The bytes are not an image that is known. */
  UNKNOWN_FORMAT,
  /** The format is known, and the settings do not allow it. */
  FORMAT_NOT_ALLOWED,
  /** The format is known, but not this kind of it. */
  UNSUPPORTED_KIND,
  /** Cut off, damaged or contradicting itself. */
  BROKEN,
  TOO_MANY_BYTES,
  TOO_MANY_PIXELS,
  /** A raw frame whose bytes do not make its width and height. */
  WRONG_RAW_SIZE
}
