package dev.visionlog.server.config;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code --flag value} and {@code --flag=value}; what is no flag is an operand. */
final class CommandLine {
  static final String CONFIG = "--config";

  private final List<Flag> flags = new ArrayList<>();
  private final List<String> operands = new ArrayList<>();

  private record Flag(String name, @Nullable String value) {}

  private CommandLine() {}

  static CommandLine parse(List<String> arguments) {
    CommandLine line = new CommandLine();
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      line.add(rest.next(), rest);
    }
    return line;
  }

  private void add(String argument, Iterator<String> rest) {
    int equals = argument.indexOf('=');
    if (!argument.startsWith("-")) {
      operands.add(argument);
    } else if (equals > 0) {
      flags.add(new Flag(argument.substring(0, equals), argument.substring(equals + 1)));
    } else {
      // An unknown flag takes no value: it is an error anyway, and may be the only one.
      flags.add(new Flag(argument, isKnown(argument) && rest.hasNext() ? rest.next() : null));
    }
  }

  private static boolean isKnown(String name) {
    return name.equals(CONFIG) || setting(name).isPresent();
  }

  private static Optional<Setting<?>> setting(String name) {
    return Registry.ALL.stream().filter(known -> known.flag().equals(name)).findFirst();
  }

  List<String> operands() {
    return List.copyOf(operands);
  }

  /** The file that {@code --config} names; the last one if there are several. */
  Optional<String> config() {
    return flags.stream()
        .filter(flag -> flag.name().equals(CONFIG))
        .flatMap(flag -> Stream.ofNullable(flag.value()))
        .reduce((first, last) -> last);
  }

  void read(GivenTexts texts) {
    for (Flag flag : flags) {
      Optional<Setting<?>> setting = setting(flag.name());
      if (!isKnown(flag.name())) {
        texts.error("unknown flag " + flag.name() + suggestion(flag.name()));
      } else if (flag.value() == null) {
        texts.error("the flag " + flag.name() + " needs a value");
      } else if (setting.isPresent()) {
        texts.put(setting.get(), flag.value(), flag.name());
      }
    }
  }

  private static String suggestion(String name) {
    Stream<String> known = Registry.ALL.stream().map(Setting::flag);
    return Suggestion.forUnknown(name, Stream.concat(known, Stream.of(CONFIG)));
  }
}
