package dev.visionlog.camera.motion;

import dev.visionlog.camera.frame.Box;
import java.time.Duration;

/** Something that moves, followed from frame to frame. For one thread. */
final class Track {
  /** How much of the speed comes from the newest frame: what is measured between two jumps. */
  private static final double NEWEST = 0.3;

  private Blob blob;
  private Duration seenAt;
  private int sightings = 1;
  private double speedX;
  private double speedY;

  Track(Blob blob, Duration at) {
    this.blob = blob;
    this.seenAt = at;
  }

  void see(Blob next, Duration at) {
    double seconds = seconds(seenAt, at);
    if (seconds > 0) {
      double weight = sightings == 1 ? 1 : NEWEST;
      double movedX = (next.box().centreX() - blob.box().centreX()) / seconds;
      double movedY = (next.box().centreY() - blob.box().centreY()) / seconds;
      speedX += weight * (movedX - speedX);
      speedY += weight * (movedY - speedY);
    }
    blob = next;
    seenAt = at;
    sightings++;
  }

  /** Where it should be by now if it goes on as before. */
  Box expectedAt(Duration at) {
    double seconds = seconds(seenAt, at);
    Box box = blob.box();
    return Box.ofSize(
        box.x1() + speedX * seconds, box.y1() + speedY * seconds, box.width(), box.height());
  }

  private static double seconds(Duration from, Duration to) {
    return to.minus(from).toNanos() / 1e9;
  }

  Blob blob() {
    return blob;
  }

  Duration seenAt() {
    return seenAt;
  }

  /** In how many frames it was seen. */
  int sightings() {
    return sightings;
  }

  /** In pixels a second. */
  double speed() {
    return Math.hypot(speedX, speedY);
  }
}
