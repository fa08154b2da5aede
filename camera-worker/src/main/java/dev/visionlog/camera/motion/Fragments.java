package dev.visionlog.camera.motion;

import java.util.ArrayList;
import java.util.List;

/** Puts together what belongs together: a person whose belt has the colour of the ground is one. */
final class Fragments {
  private final double across;
  private final double upright;

  /**
   * @param across pieces beside each other are one if no more pixels lie between them
   * @param upright and pieces above each other, if no more than these do
   */
  Fragments(double across, double upright) {
    this.across = across;
    this.upright = upright;
  }

  List<Blob> join(List<Blob> pieces) {
    List<Blob> joined = new ArrayList<>();
    for (Blob piece : pieces) {
      add(joined, piece);
    }
    return joined;
  }

  /** What has grown may reach another, which is then added anew. */
  private void add(List<Blob> joined, Blob piece) {
    for (Blob other : joined) {
      if (near(piece, other)) {
        joined.remove(other);
        add(joined, piece.joined(other));
        return;
      }
    }
    joined.add(piece);
  }

  private boolean near(Blob one, Blob other) {
    return one.box().grown(across, upright).touches(other.box());
  }
}
