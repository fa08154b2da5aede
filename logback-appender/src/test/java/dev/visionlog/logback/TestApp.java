package dev.visionlog.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.MDC;

/** An application with a Logback of its own, whose appender talks to a fake client. */
final class TestApp implements AutoCloseable {
  final LoggerContext context = newContext();
  final FakeConnection server = new FakeConnection();
  final VisionlogAppender appender = new VisionlogAppender(this::open);
  final Logger log = context.getLogger("com.acme.camera.Worker");

  private TestApp() {}

  static TestApp start() {
    return start(appender -> {});
  }

  static TestApp start(Consumer<VisionlogAppender> configuration) {
    return start(configuration, server -> {});
  }

  /** The root level is TRACE, so that nothing is filtered before the appender. */
  static TestApp start(
      Consumer<VisionlogAppender> configuration, Consumer<FakeConnection> connection) {
    TestApp app = new TestApp();
    connection.accept(app.server);
    app.root().setLevel(Level.TRACE);
    app.appender.setContext(app.context);
    app.appender.setName("visionlog");
    app.appender.setShutdownHook("false");
    configuration.accept(app.appender);
    app.appender.start();
    app.root().addAppender(app.appender);
    return app;
  }

  static LoggerContext newContext() {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(MDC.getMDCAdapter());
    context.start();
    return context;
  }

  /** As Logback does with a {@code logback.xml}. */
  static void configure(LoggerContext context, String xml) {
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    } catch (JoranException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private Connection open(dev.visionlog.client.ClientSettings settings) {
    server.settings = settings;
    return server;
  }

  Logger root() {
    return context.getLogger(Logger.ROOT_LOGGER_NAME);
  }

  Logger logger(String name) {
    return context.getLogger(name);
  }

  dev.visionlog.client.LogEntry onlyEntry() {
    List<dev.visionlog.client.LogEntry> entries = server.entries();
    if (entries.size() != 1) {
      throw new AssertionError("Not one entry: " + entries);
    }
    return entries.get(0);
  }

  List<String> statuses(int level) {
    return statuses(context, level);
  }

  /** What the status manager was told at this level or above by the appender. */
  static List<String> statuses(LoggerContext context, int level) {
    return context.getStatusManager().getCopyOfStatusList().stream()
        .filter(status -> status.getLevel() >= level)
        .filter(status -> status.getOrigin() instanceof VisionlogAppender)
        .map(Status::getMessage)
        .toList();
  }

  @Override
  public void close() {
    context.stop();
    MDC.clear();
  }
}
