package dev.visionlog.client.internal.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** One of the constants of an enum; people write them in any case. */
record ChoiceType<E extends Enum<E>>(Class<E> choices) implements SettingType<E> {
  @Override
  public E parse(String text) {
    return Enum.valueOf(choices, text.toUpperCase(Locale.ROOT));
  }

  @Override
  public E checked(E value) {
    return value;
  }

  @Override
  public String show(E value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String allowed() {
    return Arrays.stream(choices.getEnumConstants())
        .map(this::show)
        .collect(Collectors.joining(" or "));
  }
}
