package dev.visionlog.logback;

import ch.qos.logback.classic.LoggerContext;

/** Logs a hundred lines and fails. Its argument is the configuration. */
public final class ShortApp {
  private ShortApp() {}

  public static void main(String[] args) {
    LoggerContext context = TestApp.newContext();
    TestApp.configure(context, args[0]);
    for (int i = 0; i < 100; i++) {
      context.getLogger("com.acme.Short").info("{}", i);
    }
    throw new IllegalStateException("The end");
  }
}
