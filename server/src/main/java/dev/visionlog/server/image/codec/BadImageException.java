package dev.visionlog.server.image.codec;

import java.util.Locale;

/** An image that cannot be taken. Its message is for whoever sent it. */
public final class BadImageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  public BadImageException(Refusal refusal, String message) {
    super(message, null, false, false);
    this.refusal = refusal;
  }

  static BadImageException broken(ImageFormat format, String why) {
    return new BadImageException(
        Refusal.BROKEN, "The " + format.title() + " image is broken: " + why);
  }

  static BadImageException cutOff(ImageFormat format, int bytes) {
    return broken(format, String.format(Locale.ROOT, "it is cut off after %,d bytes", bytes));
  }

  static BadImageException unsupported(ImageFormat format, String what, String allowed) {
    return new BadImageException(
        Refusal.UNSUPPORTED_KIND,
        "The " + format.title() + " image has " + what + "; allowed: " + allowed);
  }

  public Refusal refusal() {
    return refusal;
  }
}
