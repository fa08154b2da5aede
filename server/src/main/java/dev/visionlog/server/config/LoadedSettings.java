package dev.visionlog.server.config;

import java.util.List;

/** Settings, where each came from, and what else stood on the command line. Immutable. */
public final class LoadedSettings {
  private final Settings settings;
  private final List<EffectiveSetting> effective;
  private final List<String> operands;

  LoadedSettings(Settings settings, List<EffectiveSetting> effective, List<String> operands) {
    this.settings = settings;
    this.effective = List.copyOf(effective);
    this.operands = List.copyOf(operands);
  }

  public Settings settings() {
    return settings;
  }

  /** Every setting in the registry's order. */
  List<EffectiveSetting> effective() {
    return effective;
  }

  /** The arguments that are no flags, in order; whoever takes none must refuse them. */
  public List<String> operands() {
    return operands;
  }

  /** What somebody chose, a line for the log each: {@code grpc.port=50052 (--grpc-port)}. */
  public List<String> chosen() {
    return effective.stream()
        .filter(setting -> !setting.isDefault())
        .map(LoadedSettings::line)
        .toList();
  }

  private static String line(EffectiveSetting effective) {
    return "%s=%s (%s)"
        .formatted(effective.setting().key(), effective.shown().orElse(""), effective.origin());
  }
}
