package dev.visionlog.logback;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Knows values that can be turned into text later, on another thread. */
final class Immutables {
  private static final Set<Class<?>> KNOWN =
      Set.of(
          String.class,
          Boolean.class,
          Character.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigInteger.class,
          BigDecimal.class,
          UUID.class,
          URI.class,
          Locale.class,
          Class.class);

  private static final ClassValue<Boolean> IMMUTABLE =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return KNOWN.contains(type) || isEnum(type) || isTime(type);
        }
      };

  private Immutables() {}

  static boolean is(@Nullable Object value) {
    return value == null || value instanceof String || IMMUTABLE.get(value.getClass());
  }

  static boolean all(@Nullable Object[] values) {
    for (Object value : values) {
      if (!is(value)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isEnum(Class<?> type) {
    return Enum.class.isAssignableFrom(type);
  }

  /** No one else can put a class into this module's packages. */
  private static boolean isTime(Class<?> type) {
    return type.getModule() == Object.class.getModule()
        && (type.getPackageName().equals("java.time")
            || type.getPackageName().equals("java.time.chrono"));
  }
}
