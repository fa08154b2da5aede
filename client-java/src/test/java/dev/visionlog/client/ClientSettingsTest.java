package dev.visionlog.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visionlog.client.internal.settings.SettingsSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSettingsTest {
  private static final String PROPERTY = "visionlog.client.";
  private static final String VARIABLE = "VISIONLOG_CLIENT_";
  private static final SettingsSources SILENT =
      new SettingsSources(Map.of(), Map.of(), Path.of("absent"));

  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();
  @TempDir Path folder;

  @Test
  void defaults_applyWhereNothingIsGiven() {
    ClientSettings settings = load();
    assertThat(settings.enabled()).isTrue();
    assertThat(settings.endpoint()).isEqualTo("localhost:50051");
    assertThat(settings.apiKey()).isNull();
    assertThat(settings.tls()).isFalse();
    assertThat(settings.name()).isEmpty();
    assertThat(settings.source()).isEqualTo("system");
    assertThat(settings.batchEntries()).isEqualTo(32);
    assertThat(settings.batchBytes()).isEqualTo(256 << 10);
    assertThat(settings.batchAge()).isEqualTo(Duration.ofMillis(200));
    assertThat(settings.window()).isEqualTo(16);
    assertThat(settings.maxRetries()).isEqualTo(3);
    assertThat(settings.retryMultiplier()).isEqualTo(2);
    assertThat(settings.maxRetryDelay()).isEqualTo(Duration.ofSeconds(60));
    assertThat(settings.queueEntries()).isEqualTo(65_536);
    assertThat(settings.predictionBatchEntries()).isEqualTo(32);
    assertThat(settings.predictionBatchBytes()).isEqualTo(4 << 20);
    assertThat(settings.predictionBatchAge()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.whenFull()).isEqualTo(WhenFull.DROP);
    assertThat(settings.spool()).isNull();
    assertThat(settings.spoolMaxBytes()).isEqualTo(1L << 30);
    assertThat(settings.watchThresholds()).isTrue();
    assertThat(settings.warnings()).isEmpty();
  }

  @Test
  void builder_setsEveryValue() throws IOException {
    Path file = Files.createFile(folder.resolve("some.pem"));
    ClientSettings settings =
        ClientSettings.builder()
            .enabled(false)
            .endpoint("edge:1")
            .apiKey("key")
            .tls(true)
            .tlsCa(file)
            .tlsCertificate(file)
            .tlsKey(file)
            .name("press 4")
            .source("worker")
            .batchEntries(1)
            .batchBytes(2048)
            .batchAge(Duration.ZERO)
            .window(2)
            .maxRetries(0)
            .retryDelay(Duration.ofMillis(3))
            .retryMultiplier(1.5)
            .maxRetryDelay(Duration.ofMillis(4))
            .answerTimeout(Duration.ofSeconds(5))
            .queueEntries(6)
            .queueBytes(7_000)
            .predictionBatchEntries(15)
            .predictionBatchBytes(16_000)
            .predictionBatchAge(Duration.ofSeconds(17))
            .predictionQueueEntries(18)
            .predictionQueueBytes(19_000)
            .whenFull(WhenFull.BLOCK)
            .blockTimeout(Duration.ofSeconds(8))
            .spool(folder)
            .spoolMaxBytes(9_000)
            .spoolMaxAge(Duration.ofDays(10))
            .spoolMinFreeBytes(11)
            .maxMessageBytes(1_200)
            .maxExtraBytes(1_300)
            .closeTimeout(Duration.ofSeconds(14))
            .shutdownHook(true)
            .watchThresholds(false)
            .build(sources());
    assertThat(settings.toString().replace(file.toString(), "FILE").replace(" (the builder)", ""))
        .isEqualTo(
            """
            ClientSettings[enabled=false, endpoint=edge:1, api_key=***, tls=true, tls_ca=FILE,
            tls_certificate=FILE, tls_key=FILE, name=press 4, source=worker, batch_entries=1,
            batch_bytes=2KiB, batch_age=0ms, window=2, max_retries=0, retry_delay=3ms,
            retry_multiplier=1.5, max_retry_delay=4ms, answer_timeout=5s, queue_entries=6,
            queue_bytes=7000B, when_full=block, block_timeout=8s, prediction_batch_entries=15,
            prediction_batch_bytes=16000B, prediction_batch_age=17s, prediction_queue_entries=18,
            prediction_queue_bytes=19000B, spool=FOLDER,
            spool_max_bytes=9000B, spool_max_age=10d, spool_min_free_bytes=11B,
            max_message_bytes=1200B, max_extra_bytes=1300B, close_timeout=14s,
            shutdown_hook=true, watch_thresholds=false]"""
                .replace("\n", " ")
                .replace("FOLDER", folder.toString()));
    assertThat(settings.apiKey()).isEqualTo("key");
    assertThat(settings.batchBytes()).isEqualTo(2048);
    assertThat(settings.predictionBatchBytes()).isEqualTo(16_000);
    assertThat(settings.predictionQueueBytes()).isEqualTo(19_000);
    assertThat(settings.maxMessageBytes()).isEqualTo(1_200);
    assertThat(settings.maxExtraBytes()).isEqualTo(1_300);
    assertThat(settings.tlsKey()).isEqualTo(file);
  }

  @Test
  void sources_winInRisingOrder() throws IOException {
    file("batch_entries=1\nmax_retries=1\nwindow=1\nqueue_entries=1\nsource=file");
    environment.put("BATCH_SIZE", "2");
    environment.put("MAX_RETRIES", "2");
    environment.put(VARIABLE + "MAX_RETRIES", "3");
    environment.put(VARIABLE + "WINDOW", "3");
    environment.put(VARIABLE + "QUEUE_ENTRIES", "3");
    properties.put(PROPERTY + "window", "4");
    properties.put(PROPERTY + "queue_entries", "4");
    ClientSettings settings = ClientSettings.builder().queueEntries(5).build(sources());
    assertThat(settings.source()).isEqualTo("file");
    assertThat(settings.batchEntries()).isEqualTo(2);
    assertThat(settings.maxRetries()).isEqualTo(3);
    assertThat(settings.window()).isEqualTo(4);
    assertThat(settings.queueEntries()).isEqualTo(5);
    assertThat(settings.toString())
        .contains(
            "source=file (" + folder.resolve("visionlog-client.properties") + ")",
            "batch_entries=2 (BATCH_SIZE)",
            "max_retries=3 (VISIONLOG_CLIENT_MAX_RETRIES)",
            "window=4 (visionlog.client.window)",
            "queue_entries=5 (the builder)",
            "batch_age=200ms,");
  }

  @Test
  void load_readsThisProcess() {
    System.setProperty(PROPERTY + "source", "from-a-property");
    try {
      assertThat(ClientSettings.load().source()).isEqualTo("from-a-property");
      assertThat(ClientSettings.builder().source("chosen").build().source()).isEqualTo("chosen");
    } finally {
      System.clearProperty(PROPERTY + "source");
    }
  }

  @Test
  void file_mayBeNamedByPropertyOrVariable() throws IOException {
    Files.writeString(folder.resolve("one.properties"), "window=1");
    Files.writeString(folder.resolve("two.properties"), "window=2");
    environment.put(VARIABLE + "CONFIG", "one.properties");
    assertThat(load().window()).isEqualTo(1);
    properties.put(PROPERTY + "config", "two.properties");
    assertThat(load().window()).isEqualTo(2);
  }

  @Test
  void file_thatIsNamedMustExist() {
    environment.put(VARIABLE + "CONFIG", "absent");
    assertThat(errors())
        .singleElement()
        .asString()
        .startsWith("cannot read the settings file " + folder.resolve("absent"));
  }

  @Test
  void texts_areReadByTheirTypes() throws IOException {
    file(
        """
        enabled = FALSE
        endpoint = https://logs.example
        name = Presse Süd
        batch_bytes = 1MiB
        batch_age = 2s
        retry_multiplier = 1.25
        when_full = Block
        spool = logs
        spool_max_bytes = 2TiB
        spool_max_age = 30d
        """);
    ClientSettings settings = load();
    assertThat(settings.enabled()).isFalse();
    assertThat(settings.endpoint()).isEqualTo("https://logs.example:50051");
    assertThat(settings.tls()).isTrue();
    assertThat(settings.name()).isEqualTo("Presse Süd");
    assertThat(settings.batchBytes()).isEqualTo(1 << 20);
    assertThat(settings.batchAge()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.retryMultiplier()).isEqualTo(1.25);
    assertThat(settings.whenFull()).isEqualTo(WhenFull.BLOCK);
    assertThat(settings.spool()).isEqualTo(Path.of("logs").toAbsolutePath());
    assertThat(settings.spoolMaxBytes()).isEqualTo(2L << 40);
    assertThat(settings.spoolMaxAge()).isEqualTo(Duration.ofDays(30));
  }

  @Test
  void errors_areToldAllAtOnce() throws IOException {
    file("batch_entires=1\nwindow=65");
    environment.put(VARIABLE + "BATCH_SIZE", "1");
    environment.put(VARIABLE + "BATCH_AGE", "2");
    properties.put(PROPERTY + "spool.max_bytes", "1MiB");
    properties.put(PROPERTY + "retry_multiplier", "0x1p1");
    Path file = folder.resolve("visionlog-client.properties");
    assertThat(errors(builder -> builder.queueEntries(0)))
        .containsExactlyInAnyOrder(
            "unknown key 'batch_entires' in " + file + " (did you mean 'batch_entries'?)",
            "unknown variable 'VISIONLOG_CLIENT_BATCH_SIZE' (did you mean"
                + " 'VISIONLOG_CLIENT_BATCH_AGE'?)",
            "unknown system property 'visionlog.client.spool.max_bytes' (did you mean"
                + " 'visionlog.client.spool_max_bytes'?)",
            "window = '65' (from " + file + "): must be a whole number from 1 to 64",
            "batch_age = '2' (from VISIONLOG_CLIENT_BATCH_AGE): must be a duration from 0ms to 1h"
                + " (units: ms, s, m, h, d)",
            "retry_multiplier = '0x1p1' (from visionlog.client.retry_multiplier): must be a number"
                + " from 1 to 10",
            "queue_entries = '0' (from the builder): must be a whole number from 1 to 8000000");
  }

  @Test
  void exception_listsEveryError() {
    properties.put(PROPERTY + "window", "0");
    properties.put(PROPERTY + "tls", "yes");
    assertThatThrownBy(this::load)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The settings of the Visionlog client are wrong:\n"
                + "  tls = 'yes' (from visionlog.client.tls): must be true or false\n"
                + "  window = '0' (from visionlog.client.window): must be a whole number from 1 to"
                + " 64");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "enabled | 1 | true or false",
        "source | '' | a text of 1 to 100 characters",
        "batch_entries | 10001 | a whole number from 1 to 10000",
        "batch_entries | 1e3 | a whole number from 1 to 10000",
        "batch_bytes | 1023B | a size from 1KiB to 8MiB (units: B, KiB, MiB, GiB, TiB)",
        "batch_bytes | 9MiB | a size from 1KiB to 8MiB (units: B, KiB, MiB, GiB, TiB)",
        "batch_bytes | 1MB | a size from 1KiB to 8MiB (units: B, KiB, MiB, GiB, TiB)",
        "batch_age | -1ms | a duration from 0ms to 1h (units: ms, s, m, h, d)",
        "retry_multiplier | 0.9 | a number from 1 to 10",
        "retry_multiplier | NaN | a number from 1 to 10",
        "when_full | wait | drop or block",
        "spool_max_bytes | 99999999999TiB | a size from 1KiB to 64TiB (units: B, KiB, MiB, GiB, TiB)",
        "tls_ca | absent.pem | a file that can be read; a relative path starts in the working folder",
      })
  void badValue_isToldWithWhatIsAllowed(String name, String given, String allowed) {
    properties.put(PROPERTY + name, given);
    assertThat(errors())
        .containsExactly(
            "%s = '%s' (from visionlog.client.%s): must be %s"
                .formatted(name, given, name, allowed));
  }

  @Test
  void builder_checksWhatItIsGiven() {
    assertThat(
            errors(
                builder ->
                    builder
                        .retryMultiplier(Double.NaN)
                        .batchAge(Duration.ofSeconds(Long.MIN_VALUE))
                        .closeTimeout(Duration.ofMillis(-1))
                        .queueBytes(-1)
                        .batchBytes(0)
                        .name("n".repeat(201))
                        .endpoint("")))
        .extracting(error -> error.replaceFirst("\\): must.*", ""))
        .containsExactlyInAnyOrder(
            "retry_multiplier = 'NaN' (from the builder",
            "batch_age = 'PT-2562047788015215H-30M-8S' (from the builder",
            "close_timeout = '-1ms' (from the builder",
            "queue_bytes = '-1B' (from the builder",
            "batch_bytes = '0B' (from the builder",
            "name = '" + "n".repeat(201) + "' (from the builder",
            "endpoint = '' (from the builder");
  }

  @Test
  void builder_refusesNull() {
    assertThatThrownBy(() -> ClientSettings.builder().source(nothing()))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("source");
  }

  @Test
  void tlsFiles_goTogether() throws IOException {
    Path file = Files.createFile(folder.resolve("some.pem"));
    assertThat(errors(builder -> builder.tls(true).tlsKey(file)))
        .containsExactly("tls_key (from the builder) is set, but tls_certificate is not");
    assertThat(errors(builder -> builder.tls(true).tlsCertificate(file)))
        .containsExactly("tls_certificate (from the builder) is set, but tls_key is not");
    assertThat(errors(builder -> builder.tlsCa(file)))
        .containsExactly(
            "tls_ca (from the builder) is set, but TLS is not used: set tls = true, or an endpoint"
                + " with https");
  }

  @Test
  void variable_thatIsEmptyCountsAsAbsent() {
    environment.put(VARIABLE + "WINDOW", "");
    environment.put("BATCH_SIZE", " ");
    assertThat(load().window()).isEqualTo(16);
    assertThat(load().batchEntries()).isEqualTo(32);
    assertThat(load().warnings()).isEmpty();
  }

  @Test
  void optionalSetting_canBeUnset() {
    environment.put("CLOUD_LOGGING_API_KEY", "secret");
    environment.put("BUFFER_FILE", "/app/data/buffer.jsonl");
    properties.put(PROPERTY + "spool", "");
    ClientSettings settings = ClientSettings.builder().apiKey("").build(sources());
    assertThat(settings.spool()).isNull();
    assertThat(settings.apiKey()).isNull();
  }

  @Test
  void variablesOfKubernetes_areLeftAlone() {
    environment.put(VARIABLE + "SERVICE_HOST", "10.0.0.1");
    environment.put(VARIABLE + "SERVICE_PORT", "50051");
    environment.put(VARIABLE + "SERVICE_PORT_GRPC", "50051");
    environment.put(VARIABLE + "PORT", "tcp://10.0.0.1:50051");
    environment.put(VARIABLE + "PORT_50051_TCP_ADDR", "10.0.0.1");
    environment.put(VARIABLE + "ENDPOINT_PORT", "tcp://10.0.0.1:50051");
    assertThat(load()).isEqualTo(ClientSettings.builder().build(SILENT));
  }

  @Test
  void olderVariables_areUnderstood() {
    environment.put("CLOUD_LOGGING_ENDPOINT", "http://logging-service:8001/log");
    environment.put("CLOUD_LOGGING_API_KEY", "optional-api-key");
    environment.put("CLOUD_LOGGING_ENABLED", "True");
    environment.put("BATCH_SIZE", "64");
    environment.put("BATCH_TIMEOUT_SECONDS", "2.5");
    environment.put("MAX_RETRIES", "5");
    environment.put("RETRY_BACKOFF_MULTIPLIER", "1.5");
    environment.put("TIMEOUT_SECONDS", "10");
    environment.put("BUFFER_FILE", "/app/data/buffer.jsonl");
    environment.put("EDGE_DEVICE_ID", "factory-camera-01");
    ClientSettings settings = load();
    assertThat(settings.endpoint()).isEqualTo("logging-service:8001");
    assertThat(settings.apiKey()).isEqualTo("optional-api-key");
    assertThat(settings.enabled()).isTrue();
    assertThat(settings.batchEntries()).isEqualTo(64);
    assertThat(settings.batchAge()).isEqualTo(Duration.ofMillis(2500));
    assertThat(settings.predictionBatchEntries()).isEqualTo(64);
    assertThat(settings.predictionBatchAge()).isEqualTo(Duration.ofMillis(2500));
    assertThat(settings.maxRetries()).isEqualTo(5);
    assertThat(settings.retryMultiplier()).isEqualTo(1.5);
    assertThat(settings.answerTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.spool()).isEqualTo(Path.of("/app/data/buffer.jsonl.spool"));
    assertThat(settings.name()).isEqualTo("factory-camera-01");
  }

  @Test
  void sharedVariable_thatCannotBeReadIsPassedOver() throws IOException {
    file("batch_entries=7");
    environment.put("BATCH_SIZE", "auto");
    environment.put("TIMEOUT_SECONDS", "1e9");
    ClientSettings settings = load();
    assertThat(settings.batchEntries()).isEqualTo(7);
    assertThat(settings.answerTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.warnings())
        .containsExactly(
            "the variable BATCH_SIZE = 'auto' is not used: for batch_entries it must be a whole"
                + " number from 1 to 10000. It may be meant for another program",
            "the variable TIMEOUT_SECONDS = '1e9' is not used: for answer_timeout it must be a"
                + " duration from 10ms to 1h (units: ms, s, m, h, d), given in seconds, such as"
                + " 0.5. It may be meant for another program",
            "the variable BATCH_SIZE = 'auto' is not used: for prediction_batch_entries it must be"
                + " a whole number from 1 to 10000. It may be meant for another program");
  }

  @Test
  void sharedVariable_thatIsOverruledIsNotWarnedOf() {
    environment.put("BATCH_SIZE", "auto");
    environment.put(VARIABLE + "BATCH_ENTRIES", "7");
    environment.put(VARIABLE + "PREDICTION_BATCH_ENTRIES", "7");
    assertThat(load().warnings()).isEmpty();
  }

  @Test
  void variableOfThisKindOfProgram_thatCannotBeReadIsAnError() {
    environment.put("CLOUD_LOGGING_ENABLED", "perhaps");
    assertThat(errors())
        .containsExactly("enabled = 'perhaps' (from CLOUD_LOGGING_ENABLED): must be true or false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"edge:50051", "http://10.0.0.7", "dns:///127.example.com"})
  void apiKey_withoutTlsIsWarnedOf(String endpoint) {
    ClientSettings settings =
        ClientSettings.builder().endpoint(endpoint).apiKey("secret").build(sources());
    assertThat(settings.warnings())
        .singleElement()
        .asString()
        .startsWith("api_key (from the builder) goes to ")
        .endsWith(" without TLS: whoever listens can read it")
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://edge", "localhost", "127.0.0.9:1", "[::1]:50051"})
  void apiKey_isSafeWithTlsAndOnThisMachine(String endpoint) {
    ClientSettings settings =
        ClientSettings.builder().endpoint(endpoint).apiKey("secret").build(sources());
    assertThat(settings.warnings()).isEmpty();
    assertThat(
            ClientSettings.builder().endpoint("edge").tls(true).apiKey("secret").build(sources()))
        .satisfies(tls -> assertThat(tls.warnings()).isEmpty())
        .satisfies(tls -> assertThat(tls.tls()).isTrue());
  }

  @Test
  void secrets_areNeverPrinted() {
    environment.put("CLOUD_LOGGING_API_KEY", "secret one");
    environment.put(VARIABLE + "ENDPOINT", "https://secret:two@edge");
    assertThat(errors())
        .hasSize(2)
        .allSatisfy(error -> assertThat(error).doesNotContain("secret").contains("'***'"));
    assertThat(errors(builder -> builder.apiKey("sécret").endpoint("secret@edge")))
        .hasSize(2)
        .allSatisfy(error -> assertThat(error).doesNotContain("cret").contains("'***'"));
    ClientSettings settings =
        ClientSettings.builder().apiKey("secret").endpoint("edge").build(sources());
    assertThat(settings.toString()).contains("api_key=*** (").doesNotContain("secret");
  }

  @Test
  void settings_areEqualIfTheirValuesAre() {
    environment.put("BATCH_SIZE", "7");
    environment.put(VARIABLE + "ENDPOINT", "http://EDGE");
    ClientSettings one = load();
    ClientSettings other =
        ClientSettings.builder()
            .batchEntries(7)
            .predictionBatchEntries(7)
            .endpoint("edge:50051")
            .build(SILENT);
    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(one)
        .isNotEqualTo(ClientSettings.builder().window(3).build(sources()))
        .isNotEqualTo(ClientSettings.builder().apiKey("key").build(sources()));
  }

  private void file(String text) throws IOException {
    Files.writeString(folder.resolve("visionlog-client.properties"), text);
  }

  private SettingsSources sources() {
    return new SettingsSources(properties, environment, folder);
  }

  private ClientSettings load() {
    return ClientSettings.builder().build(sources());
  }

  private List<String> errors() {
    return errors(builder -> {});
  }

  private List<String> errors(Consumer<ClientSettings.Builder> choice) {
    ClientSettings.Builder builder = ClientSettings.builder();
    choice.accept(builder);
    return catchThrowableOfType(ClientSettingsException.class, () -> builder.build(sources()))
        .errors();
  }

  @SuppressWarnings("NullAway") // What a caller without a checker may do.
  private static String nothing() {
    return null;
  }
}
