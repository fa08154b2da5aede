package dev.visionlog.camera.motion;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds again what was on the frame before. For one thread. */
final class Tracks {
  /** So much of two boxes has to be the same for them to be of one thing. */
  private static final double LEAST_OVERLAP = 0.15;

  private final Duration patience;
  private List<Track> tracks = new ArrayList<>();

  /**
   * @param patience how long something may be out of sight
   */
  Tracks(Duration patience) {
    this.patience = patience;
  }

  /** What can be seen at this moment, old and new. */
  List<Track> follow(List<Blob> blobs, Duration at) {
    List<Blob> unknown = new ArrayList<>(blobs);
    List<Track> visible = new ArrayList<>();
    Set<Track> found = new HashSet<>();
    for (Match match : matches(blobs, at)) {
      if (!found.contains(match.track) && unknown.remove(match.blob)) {
        found.add(match.track);
        match.track.see(match.blob, at);
        visible.add(match.track);
      }
    }
    unknown.forEach(blob -> visible.add(new Track(blob, at)));
    keep(visible, at);
    return visible;
  }

  /** The best first. */
  private List<Match> matches(List<Blob> blobs, Duration at) {
    List<Match> matches = new ArrayList<>();
    for (Track track : tracks) {
      for (Blob blob : blobs) {
        double overlap = track.expectedAt(at).overlap(blob.box());
        if (overlap >= LEAST_OVERLAP) {
          matches.add(new Match(track, blob, overlap));
        }
      }
    }
    matches.sort(Comparator.comparingDouble(Match::overlap).reversed());
    return matches;
  }

  private void keep(List<Track> visible, Duration at) {
    Set<Track> kept = new HashSet<>(visible);
    List<Track> next = new ArrayList<>(visible);
    for (Track track : tracks) {
      if (!kept.contains(track) && at.minus(track.seenAt()).compareTo(patience) <= 0) {
        next.add(track);
      }
    }
    tracks = next;
  }

  void forget() {
    tracks = new ArrayList<>();
  }

  private record Match(Track track, Blob blob, double overlap) {}
}
