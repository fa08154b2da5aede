package dev.visionlog.logback;

import dev.visionlog.client.ClientSettings;

/** The properties that are the client's settings. */
final class ClientProperties {
  private ClientProperties() {}

  /**
   * The settings; what the properties do not give is found as always.
   *
   * @throws dev.visionlog.client.ClientSettingsException if something is out of bounds; what could
   *     not even be read is told by the properties
   */
  static ClientSettings read(Properties properties) {
    ClientSettings.Builder settings = ClientSettings.builder();
    // Whoever forgets it would lose the last lines, those that say why the program has ended.
    settings.shutdownHook(true);
    properties.read("shutdownHook", PropertyTexts::flag, settings::shutdownHook);
    properties.read("enabled", PropertyTexts::flag, settings::enabled);
    properties.read("writerName", PropertyTexts::text, settings::name);
    properties.read("watchThresholds", PropertyTexts::flag, settings::watchThresholds);
    properties.read("closeTimeout", PropertyTexts::duration, settings::closeTimeout);
    properties.read("maxMessageBytes", PropertyTexts::bytes, settings::maxMessageBytes);
    properties.read("maxExtraBytes", PropertyTexts::bytes, settings::maxExtraBytes);
    readServer(properties, settings);
    readBatches(properties, settings);
    readRetries(properties, settings);
    readQueue(properties, settings);
    readSpool(properties, settings);
    return settings.build();
  }

  private static void readServer(Properties properties, ClientSettings.Builder settings) {
    properties.read("endpoint", PropertyTexts::text, settings::endpoint);
    properties.read("apiKey", PropertyTexts::text, settings::apiKey);
    properties.read("tls", PropertyTexts::flag, settings::tls);
    properties.read("tlsCa", PropertyTexts::path, settings::tlsCa);
    properties.read("tlsCertificate", PropertyTexts::path, settings::tlsCertificate);
    properties.read("tlsKey", PropertyTexts::path, settings::tlsKey);
  }

  private static void readBatches(Properties properties, ClientSettings.Builder settings) {
    properties.read("batchEntries", PropertyTexts::whole, settings::batchEntries);
    properties.read("batchBytes", PropertyTexts::bytes, settings::batchBytes);
    properties.read("batchAge", PropertyTexts::duration, settings::batchAge);
    properties.read("window", PropertyTexts::whole, settings::window);
  }

  private static void readRetries(Properties properties, ClientSettings.Builder settings) {
    properties.read("maxRetries", PropertyTexts::whole, settings::maxRetries);
    properties.read("retryDelay", PropertyTexts::duration, settings::retryDelay);
    properties.read("retryMultiplier", PropertyTexts::decimal, settings::retryMultiplier);
    properties.read("maxRetryDelay", PropertyTexts::duration, settings::maxRetryDelay);
    properties.read("answerTimeout", PropertyTexts::duration, settings::answerTimeout);
  }

  private static void readQueue(Properties properties, ClientSettings.Builder settings) {
    properties.read("queueEntries", PropertyTexts::whole, settings::queueEntries);
    properties.read("queueBytes", PropertyTexts::size, settings::queueBytes);
    properties.read("whenFull", PropertyTexts::whenFull, settings::whenFull);
    properties.read("blockTimeout", PropertyTexts::duration, settings::blockTimeout);
  }

  private static void readSpool(Properties properties, ClientSettings.Builder settings) {
    properties.read("spool", PropertyTexts::path, settings::spool);
    properties.read("spoolMaxBytes", PropertyTexts::size, settings::spoolMaxBytes);
    properties.read("spoolMaxAge", PropertyTexts::duration, settings::spoolMaxAge);
    properties.read("spoolMinFreeBytes", PropertyTexts::size, settings::spoolMinFreeBytes);
  }
}
