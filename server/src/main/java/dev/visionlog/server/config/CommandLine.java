package dev.visionlog.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code --flag value} and {@code --flag=value}; {@code --flag} alone if it is one that says yes or
 * no. What is no flag is an operand.
 */
final class CommandLine {
  static final String CONFIG = "--config";

  private final List<Flag> flags = new ArrayList<>();
  private final List<String> operands = new ArrayList<>();

  private record Flag(String name, @Nullable String value) {}

  private CommandLine() {}

  static CommandLine parse(List<String> arguments) {
    CommandLine line = new CommandLine();
    ListIterator<String> rest = arguments.listIterator();
    while (rest.hasNext()) {
      line.add(rest.next(), rest);
    }
    return line;
  }

  private void add(String argument, ListIterator<String> rest) {
    int equals = argument.indexOf('=');
    if (!argument.startsWith("-")) {
      operands.add(argument);
    } else if (equals > 0) {
      flags.add(new Flag(argument.substring(0, equals), argument.substring(equals + 1)));
    } else {
      flags.add(new Flag(argument, value(argument, rest)));
    }
  }

  /** An unknown flag takes no value: it is an error anyway, and may be the only one. */
  private static @Nullable String value(String flag, ListIterator<String> rest) {
    if (isTruth(flag)) {
      return truth(rest);
    }
    return isKnown(flag) && rest.hasNext() ? rest.next() : null;
  }

  private static boolean isTruth(String flag) {
    return setting(flag).filter(known -> known.type() instanceof TruthType).isPresent();
  }

  /** Such a flag alone means yes. */
  private static String truth(ListIterator<String> rest) {
    if (rest.hasNext()) {
      String next = rest.next();
      if (next.equals("true") || next.equals("false")) {
        return next;
      }
      rest.previous();
    }
    return "true";
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
