package dev.visionlog.camera.motion;

import dev.visionlog.camera.detect.Detector;
import dev.visionlog.camera.detect.Finding;
import dev.visionlog.camera.frame.Box;
import dev.visionlog.camera.frame.CameraFrame;
import dev.visionlog.client.Detection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds what moves before a background that does not. Knows nothing of what it is that moves.
 *
 * <p>Each pixel's background is learned (MOG2); what differs from it is cleaned of specks, put
 * together, and followed from frame to frame. What is large enough and was seen often enough is
 * reported.
 */
final class MotionDetector implements Detector {
  /** A box whose half is filled is as solid as things get: people, cars and boxes have corners. */
  private static final double SOLID = 0.5;

  /** What was seen this often is there. */
  private static final double CERTAIN_SIGHTINGS = 10;

  private final MotionSettings settings;
  private final Defects defects;
  private final Foreground foreground;
  private final Tracks tracks;
  private long learned;

  MotionDetector(MotionSettings settings, Defects defects) {
    this.settings = settings;
    this.defects = defects;
    this.foreground = new Foreground(settings.width(), settings.history(), settings.threshold());
    this.tracks = new Tracks(settings.patience());
  }

  @Override
  public String modelName() {
    return "motion-mog2";
  }

  @Override
  public String modelVersion() {
    return "1";
  }

  @Override
  public Finding detect(CameraFrame frame) {
    foreground.look(frame.image());
    learned++;
    if (learned <= settings.warmUp()) {
      return Finding.nothing().withNotes("learning the background");
    }
    if (foreground.part() > settings.sceneChange()) {
      return startAnew();
    }
    List<Track> moving = tracks.follow(things(), frame.offset());
    return report(moving.stream().filter(this::isConfirmed).toList(), frame);
  }

  private Finding startAnew() {
    foreground.learnAnew();
    tracks.forget();
    learned = 0;
    return Finding.nothing().withNotes("the scene has changed");
  }

  private List<Blob> things() {
    double gap = settings.gap() * foreground.width();
    double least = settings.minArea() * foreground.width() * foreground.height();
    return new Fragments(gap, 2 * gap)
        .join(foreground.blobs()).stream().filter(blob -> blob.box().area() >= least).toList();
  }

  private boolean isConfirmed(Track track) {
    return track.sightings() >= settings.confirm();
  }

  private Finding report(List<Track> moving, CameraFrame frame) {
    List<Detection> detections = moving.stream().map(track -> detection(track, frame)).toList();
    for (Track track : moving) {
      Optional<String> defect = defects.of(track, foreground.width(), foreground.height());
      if (defect.isPresent()) {
        return Finding.of(detections).withDefect(defect.get()).withNotes(describe(track));
      }
    }
    return Finding.of(detections);
  }

  private Detection detection(Track track, CameraFrame frame) {
    double across = (double) frame.width() / foreground.width();
    double upright = (double) frame.height() / foreground.height();
    Box box = track.blob().box().scaled(across, upright);
    return new Detection(
        settings.className(), confidence(track), box.x1(), box.y1(), box.x2(), box.y2());
  }

  /** How long it has been seen, and how much of its box it fills, in equal parts. */
  private static double confidence(Track track) {
    double seen = Math.min(1, track.sightings() / CERTAIN_SIGHTINGS);
    double solid = Math.min(1, track.blob().fill() / SOLID);
    return (seen + solid) / 2;
  }

  private String describe(Track track) {
    double frame = (double) foreground.width() * foreground.height();
    return String.format(
        Locale.ROOT,
        "%.1f %% of the frame, %.2f frame widths a second",
        100 * track.blob().box().area() / frame,
        track.speed() / foreground.width());
  }

  @Override
  public void close() {
    foreground.close();
  }
}
