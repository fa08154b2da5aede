package dev.visionlog.logback;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An exception as a structure: {@code type}, {@code message}, {@code frames}, how many of them it
 * has in common with the one it caused, its {@code cause} and what was {@code suppressed}. Bounded
 * in every direction; what is left out, a mark stands for.
 */
final class Exceptions {
  /** How many exceptions are shown of those that hang together. */
  static final int MAX_EXCEPTIONS = 16;

  /** About how many characters all messages and frames have together. */
  static final int MAX_CHARACTERS = 24 << 10;

  private static final int BYTES = 200;
  private static final int BYTES_OF_FRAME = 64;

  private final int maxFrames;
  private int exceptions;
  private int characters;

  private Exceptions(int maxFrames) {
    this.maxFrames = maxFrames;
  }

  /**
   * @param maxFrames how many frames each exception shows
   */
  static Map<String, @Nullable Object> structure(IThrowableProxy thrown, int maxFrames) {
    return new Exceptions(maxFrames).structure(thrown);
  }

  private Map<String, @Nullable Object> structure(IThrowableProxy thrown) {
    exceptions++;
    Map<String, @Nullable Object> structure = new LinkedHashMap<>();
    structure.put("type", thrown.getClassName());
    structure.put("message", message(thrown));
    if (thrown.isCyclic()) {
      structure.put("circular", true);
      return structure;
    }
    addFrames(structure, thrown);
    addCause(structure, thrown.getCause());
    addSuppressed(structure, thrown.getSuppressed());
    return structure;
  }

  private @Nullable String message(IThrowableProxy thrown) {
    if (thrown.getMessage() == null) {
      return null;
    }
    String message = Texts.cut(thrown.getMessage());
    characters += message.length();
    return message;
  }

  private void addFrames(Map<String, @Nullable Object> structure, IThrowableProxy thrown) {
    StackTraceElementProxy[] all = thrown.getStackTraceElementProxyArray();
    int common = thrown.getCommonFrames();
    structure.put("frames", frames(all, Math.max(0, all.length - common)));
    if (common > 0) {
      structure.put("common_frames", common);
    }
  }

  private List<String> frames(StackTraceElementProxy[] all, int own) {
    List<String> frames = new ArrayList<>(Math.min(own, maxFrames));
    for (int i = 0; i < own; i++) {
      if (i == maxFrames || characters > MAX_CHARACTERS) {
        frames.add("… " + (own - i) + " more");
        break;
      }
      String frame = Texts.cut(all[i].getStackTraceElement().toString());
      characters += frame.length();
      frames.add(frame);
    }
    return frames;
  }

  private void addCause(Map<String, @Nullable Object> structure, @Nullable IThrowableProxy cause) {
    if (cause != null) {
      structure.put("cause", hasRoom() ? structure(cause) : "… more causes");
    }
  }

  private void addSuppressed(
      Map<String, @Nullable Object> structure, IThrowableProxy @Nullable [] suppressed) {
    if (suppressed == null || suppressed.length == 0) {
      return;
    }
    List<Object> shown = new ArrayList<>();
    for (int i = 0; i < suppressed.length; i++) {
      if (!hasRoom()) {
        shown.add("… " + (suppressed.length - i) + " more");
        break;
      }
      shown.add(structure(suppressed[i]));
    }
    structure.put("suppressed", shown);
  }

  private boolean hasRoom() {
    return exceptions < MAX_EXCEPTIONS && characters <= MAX_CHARACTERS;
  }

  /** About how many bytes an exception holds until it is sent. */
  static int weight(@Nullable IThrowableProxy thrown) {
    int weight = 0;
    int seen = 0;
    for (IThrowableProxy at = thrown; at != null && seen < MAX_EXCEPTIONS; at = at.getCause()) {
      weight += BYTES + BYTES_OF_FRAME * at.getStackTraceElementProxyArray().length;
      seen++;
    }
    return weight;
  }
}
