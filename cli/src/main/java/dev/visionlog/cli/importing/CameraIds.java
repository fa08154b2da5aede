package dev.visionlog.cli.importing;

/** Camera ids in texts. */
final class CameraIds {
  private CameraIds() {}

  static long parse(String text) throws BadLineException {
    try {
      long id = Long.parseLong(text.strip());
      if (id >= 0) {
        return id;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one message for both.
    }
    throw new BadLineException("The camera id '" + text + "' is not a number from 0 on");
  }
}
