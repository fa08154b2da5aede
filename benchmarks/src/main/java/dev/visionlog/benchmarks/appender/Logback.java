package dev.visionlog.benchmarks.appender;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusUtil;
import ch.qos.logback.core.util.StatusPrinter2;
import java.net.URL;
import java.util.Map;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/** Configures Logback from one of the files beside this class, as an application would. */
final class Logback {
  /** Each file says where the events of this logger go. */
  private static final String LOGGER = "dev.visionlog.example";

  private static final String MEASURED = "MEASURED";

  private Logback() {}

  /**
   * Makes the logger log as the file says.
   *
   * @param properties what the file refers to
   */
  static Logger configure(String file, Map<String, String> properties) {
    LoggerContext context = context();
    context.reset();
    properties.forEach(context::putProperty);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    URL url = Objects.requireNonNull(Logback.class.getResource(file), file);
    try {
      configurator.doConfigure(url);
    } catch (JoranException error) {
      throw new IllegalStateException(file, error);
    }
    if (new StatusUtil(context).getHighestLevel(0) >= Status.ERROR) {
      new StatusPrinter2().print(context);
      throw new IllegalStateException(file + " was not taken");
    }
    return context.getLogger(LOGGER);
  }

  /** Stops what was configured. */
  static void stop() {
    context().reset();
  }

  /** The appender that is measured; the files give all of them the same name. */
  static <A> A appender(Logger logger, Class<A> type) {
    Appender<?> appender = logger.getAppender(MEASURED);
    return type.cast(Objects.requireNonNull(appender, MEASURED));
  }

  /** The first that asks has it made; for others, SLF4J would then have only a substitute. */
  static synchronized LoggerContext context() {
    return (LoggerContext) LoggerFactory.getILoggerFactory();
  }
}
