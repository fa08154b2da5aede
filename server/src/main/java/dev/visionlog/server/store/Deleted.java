package dev.visionlog.server.store;

/**
 * What a deletion has deleted, or would delete.
 *
 * @param images images of these entries, and their bytes
 */
public record Deleted(long entries, long images, long imageBytes) {
  public static final Deleted NOTHING = new Deleted(0, 0, 0);

  public static Deleted entries(long entries) {
    return new Deleted(entries, 0, 0);
  }

  public Deleted plus(Deleted other) {
    return new Deleted(
        entries + other.entries, images + other.images, imageBytes + other.imageBytes);
  }
}
