package dev.visionlog.client.internal.settings;

/** A value that is not allowed, with a reason that is fit for printing. */
final class RefusedValueException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  RefusedValueException(String reason) {
    super(reason);
  }
}
