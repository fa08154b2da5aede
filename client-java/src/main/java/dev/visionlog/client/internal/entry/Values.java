package dev.visionlog.client.internal.entry;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of extra data: copies that nobody can change later, and about how much memory they
 * hold.
 */
public final class Values {
  /** Deeper than any server keeps; what lies below is cut off, which also ends a cycle. */
  static final int MAX_DEPTH = 32;

  private static final String TOO_DEEP = "<deeper than " + MAX_DEPTH + " levels>";
  private static final int REFERENCE = 16;
  private static final int NODE = 48;

  private Values() {}

  /** A copy in the same order; one that is a copy already is returned as it is. */
  public static Map<String, @Nullable Object> snapshot(Map<String, ?> values) {
    return values instanceof Frozen frozen ? frozen : new Frozen(copyEntries(values, 1));
  }

  /** A copy of a map, a list or a plain value. */
  static @Nullable Object snapshot(Object value) {
    return copy(value, 1);
  }

  /** A text for anything: what its own method fails to give, a mark stands for. */
  public static String text(Object value) {
    try {
      String text = value.toString();
      return text == null ? "null" : text;
    } catch (Exception | StackOverflowError error) {
      return "<"
          + value.getClass().getName()
          + ".toString() threw "
          + error.getClass().getName()
          + ">";
    }
  }

  /** About how many bytes a text holds. */
  public static int weight(@Nullable String text) {
    return text == null ? 0 : text.length() + REFERENCE;
  }

  /** About how many bytes a snapshot holds. */
  public static long weight(Map<String, ? extends @Nullable Object> values) {
    long weight = 0;
    for (Map.Entry<String, ? extends @Nullable Object> entry : values.entrySet()) {
      weight += NODE + weight(entry.getKey()) + weightOf(entry.getValue());
    }
    return weight;
  }

  @SuppressWarnings("unchecked")
  private static long weightOf(@Nullable Object value) {
    if (value instanceof String text) {
      return weight(text);
    }
    if (value instanceof Map<?, ?> map) {
      return weight((Map<String, Object>) map);
    }
    if (value instanceof List<?> list) {
      return list.stream().mapToLong(Values::weightOf).sum() + REFERENCE;
    }
    return REFERENCE;
  }

  private static @Nullable Object copy(@Nullable Object value, int depth) {
    if (value == null || isPlain(value)) {
      return value;
    }
    if (depth > MAX_DEPTH) {
      return TOO_DEEP;
    }
    try {
      if (value instanceof Map<?, ?> map) {
        return Collections.unmodifiableMap(copyEntries(map, depth + 1));
      }
      if (value instanceof Collection<?> collection) {
        return copyElements(collection, depth + 1);
      }
      if (value.getClass().isArray()) {
        return copyArray(value, depth + 1);
      }
    } catch (RuntimeException error) {
      return "<"
          + value.getClass().getName()
          + " could not be read: "
          + error.getClass().getName()
          + ">";
    }
    return text(value);
  }

  private static boolean isPlain(Object value) {
    return value instanceof String
        || value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Double
        || value instanceof Float
        || value instanceof Short
        || value instanceof Byte
        || value.getClass() == BigDecimal.class
        || value.getClass() == BigInteger.class;
  }

  private static Map<String, @Nullable Object> copyEntries(Map<?, ?> values, int depth) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      Object key = entry.getKey();
      copy.put(key == null ? "null" : text(key), copy(entry.getValue(), depth));
    }
    return copy;
  }

  private static List<@Nullable Object> copyElements(Collection<?> values, int depth) {
    List<@Nullable Object> copy = new ArrayList<>(values.size());
    for (Object value : values) {
      copy.add(copy(value, depth));
    }
    return Collections.unmodifiableList(copy);
  }

  private static List<@Nullable Object> copyArray(Object array, int depth) {
    int length = Array.getLength(array);
    List<@Nullable Object> copy = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      copy.add(copy(Array.get(array, i), depth));
    }
    return Collections.unmodifiableList(copy);
  }

  /** Known to be a copy already. */
  private static final class Frozen extends java.util.AbstractMap<String, @Nullable Object> {
    private final Map<String, @Nullable Object> values;

    Frozen(Map<String, @Nullable Object> values) {
      this.values = Collections.unmodifiableMap(values);
    }

    @Override
    public java.util.Set<Map.Entry<String, @Nullable Object>> entrySet() {
      return values.entrySet();
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
      return values.containsKey(key);
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
      return values.get(key);
    }
  }
}
