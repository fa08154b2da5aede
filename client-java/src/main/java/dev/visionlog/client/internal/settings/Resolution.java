package dev.visionlog.client.internal.settings;

import dev.visionlog.client.internal.settings.GivenTexts.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the value of each setting: what the program chose, else what the sources say, else the
 * default. Not for several threads.
 */
public final class Resolution {
  private static final String CHOSEN = "the builder";

  private final Map<Setting<?>, Object> chosen;
  private final GivenTexts texts;
  private final SettingValues values = new SettingValues();
  private final List<String> errors;
  private final List<String> warnings = new ArrayList<>();

  private Resolution(Map<Setting<?>, Object> chosen, GivenTexts texts) {
    this.chosen = chosen;
    this.texts = texts;
    errors = new ArrayList<>(texts.errors());
  }

  /**
   * Resolves every setting.
   *
   * @param chosen values of the types of their settings
   */
  public static Resolution of(Map<Setting<?>, Object> chosen, SettingsSources sources) {
    Resolution resolution = new Resolution(chosen, sources.read());
    Registry.ALL.forEach(resolution::resolve);
    if (resolution.errors.isEmpty()) {
      resolution.checkTogether();
    }
    return resolution;
  }

  /** To be used only if there are no {@link #errors}. */
  public SettingValues values() {
    return values;
  }

  /** All that is unknown, unreadable, out of bounds or does not go together. */
  public List<String> errors() {
    return List.copyOf(errors);
  }

  /** What the client can live with, but people should know. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** Where the server is, with TLS if anything asks for it. */
  public Endpoint address() {
    Endpoint endpoint = Endpoint.parse(values.get(Registry.ENDPOINT));
    return new Endpoint(
        endpoint.host(), endpoint.port(), endpoint.tls() || values.get(Registry.TLS));
  }

  private <T> void resolve(Setting<T> setting) {
    @SuppressWarnings("unchecked") // The builder's methods have the types of their settings.
    T value = (T) chosen.get(setting);
    if (value != null) {
      choose(setting, value);
    } else if (texts.find(setting).stream().noneMatch(given -> isSettled(setting, given))) {
      String text = setting.defaultText();
      values.put(setting, text == null ? null : read(setting, text), SettingValues.DEFAULT);
    }
  }

  private <T> void choose(Setting<T> setting, T value) {
    try {
      boolean isNone = setting.isOptional() && value instanceof String text && text.isBlank();
      values.put(setting, isNone ? null : setting.type().checked(value), CHOSEN);
    } catch (IllegalArgumentException e) {
      String shown = setting.type().masked(setting.type().show(value));
      errors.add(wrong(setting, shown, CHOSEN, e));
    }
  }

  /** Whether no further source is asked: it was read, or it is an error. */
  private <T> boolean isSettled(Setting<T> setting, Given given) {
    String text = given.text().strip();
    try {
      values.put(setting, translated(setting, given, text), given.origin());
      return true;
    } catch (IllegalArgumentException e) {
      Optional<Alias> shared = given.alias().filter(Alias::isShared);
      if (shared.isPresent()) {
        warnings.add(notUsed(setting, shared.get(), text));
        return false;
      }
      errors.add(wrong(setting, setting.type().masked(text), given.origin(), e));
      return true;
    }
  }

  private static <T> @Nullable T translated(Setting<T> setting, Given given, String text) {
    if (text.isEmpty() && setting.isOptional()) {
      return null;
    }
    return read(setting, given.alias().map(alias -> alias.translation().apply(text)).orElse(text));
  }

  private static <T> T read(Setting<T> setting, String text) {
    return setting.type().checked(setting.type().parse(text));
  }

  private static String wrong(
      Setting<?> setting, String shown, String origin, IllegalArgumentException reason) {
    // The messages of others may repeat the text, which may be a secret.
    String why = reason instanceof RefusedValueException ? ": " + reason.getMessage() : "";
    return "%s = '%s' (from %s): must be %s%s"
        .formatted(setting.name(), shown, origin, setting.type().allowed(), why);
  }

  private static String notUsed(Setting<?> setting, Alias alias, String text) {
    return "the variable %s = '%s' is not used: for %s it must be %s%s. It may be meant for another program"
        .formatted(
            alias.variable(),
            setting.type().masked(text),
            setting.name(),
            setting.type().allowed(),
            alias.form().isEmpty() ? "" : ", given " + alias.form());
  }

  private void checkTogether() {
    checkPair(Registry.TLS_CERTIFICATE, Registry.TLS_KEY);
    checkPair(Registry.TLS_KEY, Registry.TLS_CERTIFICATE);
    Endpoint address = address();
    if (!address.tls()) {
      checkNeedsTls(Registry.TLS_CA);
      checkNeedsTls(Registry.TLS_CERTIFICATE);
    }
    if (values.find(Registry.API_KEY) != null && !address.tls() && !address.isLoopback()) {
      warnings.add(
          "api_key (from %s) goes to %s without TLS: whoever listens can read it"
              .formatted(values.origin(Registry.API_KEY), address.authority()));
    }
  }

  private void checkPair(Setting<?> one, Setting<?> other) {
    if (values.find(one) != null && values.find(other) == null) {
      errors.add(
          "%s (from %s) is set, but %s is not"
              .formatted(one.name(), values.origin(one), other.name()));
    }
  }

  private void checkNeedsTls(Setting<?> setting) {
    if (values.find(setting) != null) {
      errors.add(
          "%s (from %s) is set, but TLS is not used: set tls = true, or an endpoint with https"
              .formatted(setting.name(), values.origin(setting)));
    }
  }
}
