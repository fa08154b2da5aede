package dev.visionlog.camera.detect;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The detectors there are: those on the class path, and those in jars that people name. */
public final class Detectors implements AutoCloseable {
  private final URLClassLoader loader;

  /**
   * @param jars of detectors and of what they need
   * @throws IOException if one is not there
   */
  public Detectors(List<Path> jars) throws IOException {
    loader = new URLClassLoader(urls(jars), Detectors.class.getClassLoader());
  }

  private static URL[] urls(List<Path> jars) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      urls.add(url(jar));
    }
    return urls.toArray(URL[]::new);
  }

  private static URL url(Path jar) throws MalformedURLException, IOException {
    if (!Files.isReadable(jar)) {
      throw new IOException("Cannot read " + jar);
    }
    return jar.toUri().toURL();
  }

  /**
   * Makes a detector.
   *
   * @throws DetectorOptionsException if there is no such detector, or an option is wrong
   * @throws Exception what the detector's own maker throws
   */
  public Detector create(String name, DetectorOptions options) throws Exception {
    DetectorProvider provider = find(name).orElseThrow(() -> unknown(name));
    Detector detector = provider.create(options);
    try {
      options.refuseUnknown(name);
      return detector;
    } catch (DetectorOptionsException unknown) {
      detector.close();
      throw unknown;
    }
  }

  private Optional<DetectorProvider> find(String name) {
    return providers().stream().filter(provider -> provider.name().equals(name)).findFirst();
  }

  private List<DetectorProvider> providers() {
    return ServiceLoader.load(DetectorProvider.class, loader).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  private DetectorOptionsException unknown(String name) {
    List<String> names = providers().stream().map(DetectorProvider::name).sorted().toList();
    return new DetectorOptionsException(
        "Unknown detector '" + name + "'. Must be one of: " + String.join(", ", names));
  }

  /** To be closed after the detectors. */
  @Override
  public void close() throws IOException {
    loader.close();
  }
}
