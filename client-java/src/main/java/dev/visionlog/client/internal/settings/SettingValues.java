package dev.visionlog.client.internal.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is in force, and where it came from. Equal if the values are; the origins do not matter.
 * Immutable once it is handed out.
 */
public final class SettingValues {
  static final String DEFAULT = "default";

  // An array, because it is read for each entry that is logged.
  private final @Nullable Object[] values = new Object[Registry.ALL.size()];
  private final String[] origins = new String[Registry.ALL.size()];

  SettingValues() {
    Arrays.fill(origins, DEFAULT);
  }

  <T> void put(Setting<T> setting, @Nullable T value, String origin) {
    values[setting.index()] = value;
    origins[setting.index()] = origin;
  }

  String origin(Setting<?> setting) {
    return origins[setting.index()];
  }

  /** The value, or nothing if it is not set. */
  @SuppressWarnings("unchecked") // put() lets no other type in.
  public <T> @Nullable T find(Setting<T> setting) {
    return (T) values[setting.index()];
  }

  /** Of a setting that has a default. */
  public <T> T get(Setting<T> setting) {
    return Objects.requireNonNull(find(setting), setting.name());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SettingValues that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  /** Everything, with the origin of what is no default. Without secrets. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    Registry.ALL.forEach(setting -> lines.add(line(setting)));
    return String.join(", ", lines);
  }

  private <T> String line(Setting<T> setting) {
    T value = find(setting);
    String shown = value == null ? "none" : setting.type().show(value);
    String origin = origin(setting);
    return setting.name() + "=" + shown + (origin.equals(DEFAULT) ? "" : " (" + origin + ")");
  }
}
