package dev.visionlog.camera.detect;

/**
 * Makes detectors. Found by {@link java.util.ServiceLoader}: a jar names its provider in {@code
 * META-INF/services/dev.visionlog.camera.detect.DetectorProvider}.
 */
public interface DetectorProvider {
  /** By what {@code --detector} chooses it, such as {@code motion}. */
  String name();

  /**
   * Makes one.
   *
   * @param options as given on the command line. Those that this call does not read are refused as
   *     unknown
   * @throws DetectorOptionsException if one has a value that is not allowed
   * @throws Exception if it cannot be made, for instance because a model's file is missing
   */
  Detector create(DetectorOptions options) throws Exception;
}
