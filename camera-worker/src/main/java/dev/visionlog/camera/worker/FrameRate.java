package dev.visionlog.camera.worker;

/** How many frames there are a second, from one look to the next. Any thread. */
final class FrameRate {
  private long frames;
  private long nanoTime = System.nanoTime();

  /** Since the last call, or since this was made. */
  synchronized double at(long framesNow, long nanoTimeNow) {
    double seconds = (nanoTimeNow - nanoTime) / 1e9;
    double rate = seconds > 0 ? (framesNow - frames) / seconds : 0;
    frames = framesNow;
    nanoTime = nanoTimeNow;
    return rate;
  }
}
