package dev.visionlog.camera.detect;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What people chose for a detector, as {@code key=value}. For one thread. */
public final class DetectorOptions {
  private final Map<String, String> given;
  private final SortedSet<String> known = new TreeSet<>();

  public DetectorOptions(Map<String, String> given) {
    this.given = new TreeMap<>(given);
  }

  /** Null if it is not given. */
  public @Nullable String find(String key) {
    known.add(key);
    return given.get(key);
  }

  public String text(String key, String otherwise) {
    String value = find(key);
    return value == null ? otherwise : value;
  }

  /** A number from {@code least} to {@code most}. */
  public double number(String key, double otherwise, double least, double most)
      throws DetectorOptionsException {
    String value = find(key);
    return value == null ? otherwise : parse(key, value, least, most);
  }

  /** A whole number from {@code least} to {@code most}. */
  public int count(String key, int otherwise, int least, int most) throws DetectorOptionsException {
    double value = number(key, otherwise, least, most);
    if (value != Math.rint(value)) {
      throw refused(key, Double.toString(value), "a whole number");
    }
    return (int) value;
  }

  private static double parse(String key, String value, double least, double most)
      throws DetectorOptionsException {
    try {
      double number = Double.parseDouble(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException noNumber) {
      // Refused below, with those out of bounds.
    }
    throw refused(key, value, "a number from " + plain(least) + " to " + plain(most));
  }

  /** How a value is refused. */
  public static DetectorOptionsException refused(String key, String value, String allowed) {
    return new DetectorOptionsException(
        "Invalid detector option " + key + " '" + value + "'. Must be " + allowed);
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  /** Refuses what nobody has asked for. */
  void refuseUnknown(String detector) throws DetectorOptionsException {
    for (String key : given.keySet()) {
      if (!known.contains(key)) {
        throw new DetectorOptionsException(
            "Unknown option '"
                + key
                + "' of the detector "
                + detector
                + ". Must be one of: "
                + String.join(", ", known));
      }
    }
  }
}
