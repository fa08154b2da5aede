package dev.visionlog.server.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The variables that begin with {@code VISIONLOG_}; an empty one counts as absent. */
final class EnvironmentVariables {
  static final String CONFIG = "VISIONLOG_CONFIG";
  private static final String PREFIX = "VISIONLOG_";

  /** Read by the client library, which may be set up in the same environment. */
  private static final String PREFIX_OF_CLIENTS = "VISIONLOG_CLIENT_";

  /** Read by the server's launcher, the command line client and the camera worker. */
  private static final Set<String> OF_OTHERS =
      Set.of(
          CONFIG,
          "VISIONLOG_SERVER",
          "VISIONLOG_JAVA_OPTS",
          "VISIONLOG_CAMERA_ID",
          "VISIONLOG_CAMERA_STREAM");

  /** What Kubernetes sets in every pod for services called visionlog or visionlog-something. */
  private static final Pattern OF_KUBERNETES =
      Pattern.compile(
          "VISIONLOG_(\\w+_)?SERVICE_(HOST|PORT(_\\w+)?)|VISIONLOG_PORT(_\\w+)?|VISIONLOG_\\w+_PORT_\\d+_(TCP|UDP|SCTP)(_\\w+)?");

  /** A service visionlog-grpc gives VISIONLOG_GRPC_PORT such a value, which is no port. */
  private static final Pattern KUBERNETES_LINK = Pattern.compile("(tcp|udp|sctp)://.*");

  private EnvironmentVariables() {}

  static void read(Map<String, String> environment, GivenTexts texts) {
    new TreeMap<>(environment)
        .forEach(
            (name, text) -> {
              if (name.startsWith(PREFIX) && isOurs(name, text)) {
                put(name, text, texts);
              }
            });
  }

  private static boolean isOurs(String name, String text) {
    return !OF_OTHERS.contains(name)
        && !name.startsWith(PREFIX_OF_CLIENTS)
        && !OF_KUBERNETES.matcher(name).matches()
        && !KUBERNETES_LINK.matcher(text).matches();
  }

  private static void put(String name, String text, GivenTexts texts) {
    Optional<Setting<?>> setting =
        Registry.ALL.stream().filter(known -> known.variable().equals(name)).findFirst();
    if (setting.isEmpty()) {
      String suggestion = Suggestion.forUnknown(name, Registry.ALL.stream().map(Setting::variable));
      texts.error("unknown variable " + name + suggestion);
    } else if (!text.isBlank()) {
      texts.put(setting.get(), text, name);
    }
  }
}
