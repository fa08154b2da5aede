package dev.visionlog.bridge.http;

import com.linecorp.armeria.common.QueryParams;
import dev.visionlog.bridge.json.IsoTime;
import dev.visionlog.bridge.json.Levels;
import dev.visionlog.v1.LogLevel;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parameters of a request's query, checked: each error names the parameter, what was given and
 * what is allowed. An empty value counts as none.
 */
public final class Parameters {
  private final QueryParams query;

  private Parameters(QueryParams query) {
    this.query = query;
  }

  /** Of a request that may have these parameters and no others, each once at most. */
  public static Parameters of(QueryParams query, Set<String> allowed) {
    for (String name : query.names()) {
      if (!allowed.contains(name)) {
        throw HttpError.badField(name, "Unknown parameter '" + name + "'. " + known(allowed))
            .exception();
      }
      if (query.getAll(name).size() > 1) {
        throw HttpError.badField(name, "Parameter '" + name + "' is given more than once")
            .exception();
      }
    }
    return new Parameters(query);
  }

  private static String known(Set<String> names) {
    return names.isEmpty()
        ? "None is known here"
        : "Known are: " + names.stream().sorted().collect(Collectors.joining(", "));
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(query.get(name)).filter(text -> !text.isBlank());
  }

  public Optional<LogLevel> level(String name) {
    return text(name)
        .map(
            text ->
                Levels.named(text)
                    .orElseThrow(() -> HttpError.badField(name, Levels.invalid(text)).exception()));
  }

  public OptionalInt integer(String name, int least, int most) {
    OptionalLong number = number(name, least, most);
    return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
  }

  public OptionalLong number(String name, long least, long most) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      long number = Long.parseLong(text.get().strip());
      if (number >= least && number <= most) {
        return OptionalLong.of(number);
      }
    } catch (NumberFormatException noNumber) {
      // Told below.
    }
    throw HttpError.badField(
            name,
            "Invalid "
                + name
                + " '"
                + text.get()
                + "'. Must be a whole number"
                + (most == Long.MAX_VALUE ? " from " + least : " from " + least + " to " + most))
        .exception();
  }

  /**
   * A moment of the years 1 to 9999 in ISO 8601. Without a zone it is UTC; a date alone is its
   * beginning.
   */
  public Optional<Instant> instant(String name) {
    return text(name)
        .map(
            text ->
                // A plus that was not encoded arrives as a space.
                IsoTime.parse(text.replaceFirst("(?<=\\d) (?=\\d\\d(:?\\d\\d)?$)", "+"))
                    .orElseThrow(
                        () -> HttpError.badField(name, IsoTime.invalid(name, text)).exception()));
  }

  public Optional<Boolean> flag(String name) {
    return text(name)
        .map(
            text ->
                switch (text.strip().toLowerCase(Locale.ROOT)) {
                  case "true", "1" -> true;
                  case "false", "0" -> false;
                  default ->
                      throw HttpError.badField(
                              name, "Invalid " + name + " '" + text + "'. Must be true or false")
                          .exception();
                });
  }

  /** One of these words, in lower case. */
  public Optional<String> choice(String name, String... allowed) {
    return text(name)
        .map(
            text -> {
              String wanted = text.strip().toLowerCase(Locale.ROOT);
              if (List.of(allowed).contains(wanted)) {
                return wanted;
              }
              throw HttpError.badField(
                      name,
                      "Invalid "
                          + name
                          + " '"
                          + text
                          + "'. Must be one of: "
                          + String.join(", ", allowed))
                  .exception();
            });
  }
}
