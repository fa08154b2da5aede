package dev.visionlog.server.image;

import dev.visionlog.server.image.codec.Refusal;

/** What has become of an image that was to be stored. */
public sealed interface ImageOutcome {

  /**
   * On the disk, and there after a power failure.
   *
   * @param path relative to the store, with slashes
   * @param bytes of the file
   * @param width in pixels, as stored, before any EXIF orientation
   * @param height in pixels
   * @param sha256 of the file, 64 hex digits
   */
  record Stored(String path, long bytes, int width, int height, String sha256)
      implements ImageOutcome {}

  /** Something is wrong with the image: it will be refused again. */
  record Refused(Refusal code, String message) implements ImageOutcome {}

  /** Something is wrong with the store: the same image may be stored later. */
  record Unavailable(Trouble code, String message) implements ImageOutcome {}

  /** What may be wrong with the store. */
  enum Trouble {
    /** Also if the floor of free space is reached. */
    DISK_FULL,
    NOT_WRITABLE,
    /** There is another folder in its place, as when a disk is not mounted. */
    FOREIGN_FOLDER,
    IO_ERROR,
    /** There is nothing to decode or encode with: OpenCV could not be loaded, or had no memory. */
    NO_CODEC,
    /** The server is about to stop. */
    CLOSED
  }
}
