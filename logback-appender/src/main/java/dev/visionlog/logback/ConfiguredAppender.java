package dev.visionlog.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import dev.visionlog.client.ClientSettings;
import dev.visionlog.client.ClientSettingsException;
import dev.visionlog.client.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of an appender in XML: each setter is an element of that name. They take texts,
 * and the texts are read by {@link #start}, so that a wrong one is an error that says so. What is
 * not set here comes from where {@link ClientSettings} finds it.
 *
 * <p>Long, because Logback wants a method for each property.
 */
public abstract class ConfiguredAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private static final String MAX_FRAMES_RANGE = "a whole number from 0 to 1000";
  private static final int MAX_FRAMES = 1000;
  private static final int FRAMES = 64;

  private final Properties properties = new Properties();

  /** Only this package has appenders. */
  ConfiguredAppender() {}

  // The client.

  /** Whether entries are sent at all. */
  public void setEnabled(String value) {
    properties.set("enabled", value);
  }

  /** {@code host:port}, or a URL. */
  public void setEndpoint(String value) {
    properties.set("endpoint", value);
  }

  /** Sent with every call. Never printed. */
  public void setApiKey(String value) {
    properties.set("apiKey", value);
  }

  /** Whether to use TLS although the endpoint does not say {@code https}. */
  public void setTls(String value) {
    properties.set("tls", value);
  }

  /** A file of certificates to trust. */
  public void setTlsCa(String value) {
    properties.set("tlsCa", value);
  }

  /** A file with the client's certificates. */
  public void setTlsCertificate(String value) {
    properties.set("tlsCertificate", value);
  }

  /** A file with the key of the client's certificate. */
  public void setTlsKey(String value) {
    properties.set("tlsKey", value);
  }

  /** The writer's name for people. ({@code name} is Logback's name of the appender.) */
  public void setWriterName(String value) {
    properties.set("writerName", value);
  }

  /** A batch is sent when it has so many entries … */
  public void setBatchEntries(String value) {
    properties.set("batchEntries", value);
  }

  /** … or so many bytes … */
  public void setBatchBytes(String value) {
    properties.set("batchBytes", value);
  }

  /** … or when its oldest entry has waited so long. */
  public void setBatchAge(String value) {
    properties.set("batchAge", value);
  }

  /** How many batches may be on their way. */
  public void setWindow(String value) {
    properties.set("window", value);
  }

  /** After so many failed attempts in a row, what waits goes to the spool. */
  public void setMaxRetries(String value) {
    properties.set("maxRetries", value);
  }

  /** The longest wait before the first new attempt. */
  public void setRetryDelay(String value) {
    properties.set("retryDelay", value);
  }

  /** By how much that wait grows with each further attempt. */
  public void setRetryMultiplier(String value) {
    properties.set("retryMultiplier", value);
  }

  /** The longest wait between two attempts. */
  public void setMaxRetryDelay(String value) {
    properties.set("maxRetryDelay", value);
  }

  /** How long the server may take to acknowledge a batch. */
  public void setAnswerTimeout(String value) {
    properties.set("answerTimeout", value);
  }

  /** How many entries may wait in memory. */
  public void setQueueEntries(String value) {
    properties.set("queueEntries", value);
  }

  /** How many bytes these may hold. */
  public void setQueueBytes(String value) {
    properties.set("queueBytes", value);
  }

  /** {@code drop} or {@code block}. */
  public void setWhenFull(String value) {
    properties.set("whenFull", value);
  }

  /** How long a caller waits at most with {@code block}. */
  public void setBlockTimeout(String value) {
    properties.set("blockTimeout", value);
  }

  /** The folder for entries that cannot be sent. */
  public void setSpool(String value) {
    properties.set("spool", value);
  }

  /** How large the spool may get. */
  public void setSpoolMaxBytes(String value) {
    properties.set("spoolMaxBytes", value);
  }

  /** How long entries may lie in the spool. */
  public void setSpoolMaxAge(String value) {
    properties.set("spoolMaxAge", value);
  }

  /** So many bytes of the disk the spool leaves free. */
  public void setSpoolMinFreeBytes(String value) {
    properties.set("spoolMinFreeBytes", value);
  }

  /** Longer messages are cut. */
  public void setMaxMessageBytes(String value) {
    properties.set("maxMessageBytes", value);
  }

  /** Larger extra data is replaced by a mark. */
  public void setMaxExtraBytes(String value) {
    properties.set("maxExtraBytes", value);
  }

  /** How long {@link #stop} may take. */
  public void setCloseTimeout(String value) {
    properties.set("closeTimeout", value);
  }

  /** Whether the end of the JVM brings what waits to safety: true unless set otherwise. */
  public void setShutdownHook(String value) {
    properties.set("shutdownHook", value);
  }

  /** Whether to follow the server's thresholds also while nothing is logged. */
  public void setWatchThresholds(String value) {
    properties.set("watchThresholds", value);
  }

  // What becomes of events.

  /** The level below which nothing is sent, whatever the server's threshold is. */
  public void setThreshold(String value) {
    properties.set("threshold", value);
  }

  /** The source of events that name none. */
  public void setSource(String value) {
    properties.set("source", value);
  }

  /** {@code LOGGER=SOURCE}: the source of this logger's events and of those below it. */
  public void addSourceOf(String value) {
    properties.add("sourceOf", value);
  }

  /** The camera of events that name none. */
  public void setCameraId(String value) {
    properties.set("cameraId", value);
  }

  /** A glob: if there are any, a key of the MDC is sent only if one matches. */
  public void addIncludeMdc(String value) {
    properties.add("includeMdc", value);
  }

  /** A glob: a key of the MDC that matches is not sent. */
  public void addExcludeMdc(String value) {
    properties.add("excludeMdc", value);
  }

  /** {@code KEY=VALUE}: extra data of every entry. */
  public void addExtra(String value) {
    properties.add("extra", value);
  }

  /** How many frames each exception shows, 0 to 1,000; 64 unless set otherwise. */
  public void setMaxFrames(String value) {
    properties.set("maxFrames", value);
  }

  /** Whether to find out the class, method and line of each event. */
  public void setIncludeCallerData(String value) {
    properties.set("includeCallerData", value);
  }

  /** Whether the server's thresholds also move the levels of loggers. */
  public void setControlLoggerLevels(String value) {
    properties.set("controlLoggerLevels", value);
  }

  /**
   * What all that comes to; null if something is wrong, which the status manager has then been
   * told.
   */
  final @Nullable Configuration configuration() {
    try {
      Configuration configuration = read();
      List<String> errors = properties.takeErrors();
      errors.forEach(this::addError);
      return errors.isEmpty() ? configuration : null;
    } catch (ClientSettingsException refused) {
      properties.takeErrors().forEach(this::addError);
      refused.errors().forEach(this::addError);
      return null;
    }
  }

  private Configuration read() {
    ClientSettings client = ClientProperties.read(properties);
    String source = properties.get("source", PropertyTexts::source, client.source());
    List<NamedSource> sources = properties.all("sourceOf", PropertyTexts::namedSource);
    return new Configuration(
        client,
        properties.get("threshold", PropertyTexts::level, Level.TRACE),
        source,
        sources,
        mapping(new Origins(cameraId(), source, sources)),
        properties.get("controlLoggerLevels", PropertyTexts::flag, false));
  }

  private Mapping mapping(Origins origins) {
    return new Mapping(
        origins,
        MdcFilter.of(
            properties.all("includeMdc", PropertyTexts::text),
            properties.all("excludeMdc", PropertyTexts::text)),
        extra(),
        properties.get("maxFrames", ConfiguredAppender::frames, FRAMES),
        properties.get("includeCallerData", PropertyTexts::flag, false));
  }

  private @Nullable Long cameraId() {
    List<Long> given = properties.all("cameraId", PropertyTexts::cameraId);
    return given.isEmpty() ? null : given.get(0);
  }

  private Map<String, String> extra() {
    Map<String, String> extra = new LinkedHashMap<>();
    properties.read(
        "extra", PropertyTexts::extra, pair -> extra.put(pair.getKey(), pair.getValue()));
    return extra;
  }

  private static int frames(String text) {
    int frames = PropertyTexts.whole(text);
    if (frames < 0 || frames > MAX_FRAMES) {
      throw new IllegalArgumentException(MAX_FRAMES_RANGE);
    }
    return frames;
  }
}
