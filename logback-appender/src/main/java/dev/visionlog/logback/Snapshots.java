package dev.visionlog.logback;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Copies of values as they are now, which nobody can change later. Maps, collections and arrays
 * stay what they are, down to a depth and up to a size; what is left out, a mark stands for. Other
 * objects become their text.
 */
final class Snapshots {
  /** Deep enough for data, and what ends a structure that contains itself. */
  static final int MAX_DEPTH = 8;

  /** How many elements all maps and lists of one value have together. */
  static final int MAX_ELEMENTS = 256;

  private static final int NODE_BYTES = 40;

  private int elements;

  private Snapshots() {}

  /** The value itself if it cannot change, or a copy. Never throws. */
  static @Nullable Object of(@Nullable Object value) {
    return Immutables.is(value) ? value : new Snapshots().copy(value, 0);
  }

  /** About how many bytes a value holds that {@link #of} has returned. */
  static int weight(@Nullable Object value) {
    if (value instanceof String text) {
      return NODE_BYTES + text.length();
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .mapToInt(entry -> weight(entry.getKey()) + weight(entry.getValue()))
          .sum();
    }
    return value instanceof List<?> list
        ? list.stream().mapToInt(Snapshots::weight).sum()
        : NODE_BYTES;
  }

  private @Nullable Object copy(@Nullable Object value, int depth) {
    if (value == null || Immutables.is(value)) {
      return value;
    }
    try {
      return copyOrText(value, depth);
    } catch (RuntimeException | StackOverflowError error) {
      return Texts.unreadable(value, error);
    }
  }

  private @Nullable Object copyOrText(Object value, int depth) {
    if (value instanceof Map<?, ?> map) {
      return depth < MAX_DEPTH ? copyMap(map, depth) : tooDeep();
    }
    if (value instanceof Collection<?> collection) {
      return depth < MAX_DEPTH ? copyElements(collection.iterator(), depth) : tooDeep();
    }
    if (value.getClass().isArray()) {
      return depth < MAX_DEPTH ? copyArray(value, depth) : tooDeep();
    }
    if (value instanceof Optional<?> optional) {
      return copy(optional.orElse(null), depth);
    }
    return numberOrText(value);
  }

  private static Object numberOrText(Object value) {
    if (value instanceof AtomicInteger || value instanceof AtomicLong) {
      return ((Number) value).longValue();
    }
    return value instanceof AtomicBoolean flag ? flag.get() : Texts.of(value);
  }

  private Map<String, @Nullable Object> copyMap(Map<?, ?> map, int depth) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (++elements > MAX_ELEMENTS) {
        copy.put(more(), true);
        break;
      }
      copy.put(Texts.of(entry.getKey()), copy(entry.getValue(), depth + 1));
    }
    return copy;
  }

  private List<@Nullable Object> copyElements(Iterator<?> values, int depth) {
    List<@Nullable Object> copy = new ArrayList<>();
    while (values.hasNext()) {
      if (++elements > MAX_ELEMENTS) {
        copy.add(more());
        break;
      }
      copy.add(copy(values.next(), depth + 1));
    }
    return copy;
  }

  private List<@Nullable Object> copyArray(Object array, int depth) {
    List<@Nullable Object> copy = new ArrayList<>();
    int length = Array.getLength(array);
    for (int i = 0; i < length; i++) {
      if (++elements > MAX_ELEMENTS) {
        copy.add(more());
        break;
      }
      copy.add(copy(Array.get(array, i), depth + 1));
    }
    return copy;
  }

  private static String more() {
    return "… more than " + MAX_ELEMENTS + " elements";
  }

  private static String tooDeep() {
    return "… deeper than " + MAX_DEPTH + " levels";
  }
}
