package dev.visionlog.client.internal.settings;

import dev.visionlog.client.internal.settings.GivenTexts.Given;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where settings come from beside the program itself, in rising order: a file, variables of older
 * programs, the client's own variables, system properties.
 */
public record SettingsSources(
    Map<String, String> properties, Map<String, String> environment, Path workingFolder) {
  static final String FILE = "visionlog-client.properties";
  static final String CONFIG_PROPERTY = Setting.PROPERTY_PREFIX + "config";
  static final String CONFIG_VARIABLE = Setting.VARIABLE_PREFIX + "CONFIG";

  /** What Kubernetes sets in every pod for services called visionlog-client or the like. */
  private static final Predicate<String> OF_KUBERNETES =
      Pattern.compile(
              "VISIONLOG_CLIENT_(\\w+_)?(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_\\w+)?)?)")
          .asMatchPredicate();

  public SettingsSources {
    properties = Map.copyOf(properties);
    environment = Map.copyOf(environment);
  }

  /** This process's, as they are now. */
  public static SettingsSources ofProcess() {
    return new SettingsSources(
        texts(System.getProperties()), System.getenv(), Path.of("").toAbsolutePath());
  }

  private static Map<String, String> texts(Properties properties) {
    Map<String, String> texts = new HashMap<>();
    for (String name : properties.stringPropertyNames()) {
      texts.put(name, properties.getProperty(name, ""));
    }
    return texts;
  }

  GivenTexts read() {
    GivenTexts texts = new GivenTexts();
    file().ifPresent(file -> readFile(file, texts));
    Registry.ALL.forEach(setting -> readAlias(setting, texts));
    texts.putAll(
        select(environment, this::isOwnVariable), "variable", Setting::variable, name -> name);
    texts.putAll(
        select(properties, SettingsSources::isOwnProperty),
        "system property",
        Setting::property,
        name -> name);
    return texts;
  }

  private Optional<Path> file() {
    return Optional.ofNullable(properties.get(CONFIG_PROPERTY))
        .or(() -> Optional.ofNullable(environment.get(CONFIG_VARIABLE)))
        .filter(name -> !name.isBlank())
        .map(workingFolder::resolve)
        .or(() -> Optional.of(workingFolder.resolve(FILE)).filter(Files::exists));
  }

  private static void readFile(Path file, GivenTexts texts) {
    Properties properties = new Properties();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      texts.error("cannot read the settings file " + file + ": " + e);
      return;
    }
    texts.putAll(texts(properties), "key", Setting::name, key -> file.toString());
  }

  private void readAlias(Setting<?> setting, GivenTexts texts) {
    Alias alias = setting.alias();
    if (alias != null && !isBlank(alias.variable())) {
      String text = environment.getOrDefault(alias.variable(), "");
      texts.put(setting, new Given(text, alias.variable(), Optional.of(alias)));
    }
  }

  private boolean isOwnVariable(String name) {
    return name.startsWith(Setting.VARIABLE_PREFIX)
        && !name.equals(CONFIG_VARIABLE)
        && !OF_KUBERNETES.test(name)
        && !isBlank(name);
  }

  private static boolean isOwnProperty(String name) {
    return name.startsWith(Setting.PROPERTY_PREFIX) && !name.equals(CONFIG_PROPERTY);
  }

  /** A variable that is set to nothing counts as absent. */
  private boolean isBlank(String variable) {
    return environment.getOrDefault(variable, "").isBlank();
  }

  private static Map<String, String> select(Map<String, String> texts, Predicate<String> names) {
    return texts.entrySet().stream()
        .filter(entry -> names.test(entry.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
