package dev.visionlog.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsSourcesTest {
  @TempDir Path folder;

  @Test
  void defaults_applyWhereNothingIsGiven() {
    Settings settings = load().settings();
    assertThat(settings).isEqualTo(Settings.defaults());
    assertThat(settings.grpc()).isEqualTo(new Settings.Grpc("127.0.0.1", 50_051));
    assertThat(settings.database().isEmbedded()).isTrue();
    assertThat(settings.ingest().buffer()).isEqualTo(32L << 20);
    assertThat(settings.ingest().linger()).isEqualTo(Duration.ofMillis(2));
    assertThat(settings.partitionsAhead()).isEqualTo(Duration.ofDays(3));
  }

  @Test
  void sources_winInRisingOrder() throws IOException {
    file("grpc.port=1\ningest.lanes=2\ntail.max_streams=3");
    Map<String, String> environment =
        Map.of("VISIONLOG_INGEST_LANES", "4", "VISIONLOG_TAIL_MAX_STREAMS", "5");
    Settings settings = load(environment, "--tail-max-streams", "6").settings();
    assertThat(settings.grpc().port()).isEqualTo(1);
    assertThat(settings.ingest().lanes()).isEqualTo(4);
    assertThat(settings.tail().maxStreams()).isEqualTo(6);
  }

  @Test
  void chosen_tellsValuesAndOrigins() {
    LoadedSettings loaded = load(Map.of("VISIONLOG_GRPC_PORT", "7"), "--ingest-linger=1000ms");
    assertThat(loaded.chosen())
        .containsExactly("grpc.port=7 (VISIONLOG_GRPC_PORT)", "ingest.linger=1s (--ingest-linger)");
  }

  @Test
  void file_mayBeNamedByFlagOrVariable() throws IOException {
    Files.writeString(folder.resolve("one.properties"), "grpc.port=1");
    Files.writeString(folder.resolve("two.properties"), "grpc.port=2");
    Map<String, String> environment = Map.of("VISIONLOG_CONFIG", "one.properties");
    assertThat(load(environment).settings().grpc().port()).isEqualTo(1);
    assertThat(load(environment, "--config", "two.properties").settings().grpc().port())
        .isEqualTo(2);
  }

  @Test
  void errors_areToldAllAtOnce() throws IOException {
    file("grcp.port=1\ningest.lanes=17");
    Map<String, String> environment =
        Map.of("VISIONLOG_GRPC_PROT", "1", "VISIONLOG_INGEST_LINGER", "2");
    assertThat(errors(environment, "--tail-bufer=1MiB", "--search-budget", "soon", "--grpc-port"))
        .containsExactlyInAnyOrder(
            "unknown key 'grcp.port' in "
                + folder.resolve("visionlog.properties")
                + " (did you mean 'grpc.port'?)",
            "unknown variable VISIONLOG_GRPC_PROT (did you mean 'VISIONLOG_GRPC_PORT'?)",
            "unknown flag --tail-bufer (did you mean '--tail-buffer'?)",
            "the flag --grpc-port needs a value",
            "ingest.lanes = '17' (from "
                + folder.resolve("visionlog.properties")
                + "): must be a whole number from 1 to 16",
            "ingest.linger = '2' (from VISIONLOG_INGEST_LINGER): must be a duration from 0ms to 1s"
                + " (units: ms, s, m, h, d)",
            "search.budget = 'soon' (from --search-budget): must be a duration from 10ms to 1m"
                + " (units: ms, s, m, h, d)");
  }

  @Test
  void unknown_getsNoSuggestionFromAfar() {
    assertThat(errors(Map.of(), "--zzzzzzzzzzzzzzz"))
        .containsExactly("unknown flag --zzzzzzzzzzzzzzz");
  }

  @Test
  void file_thatIsNamedMustExist() {
    assertThat(errors(Map.of(), "--config", "absent"))
        .singleElement()
        .asString()
        .startsWith("cannot read the settings file " + folder.resolve("absent"));
  }

  @Test
  void variablesOfOthers_areLeftAlone() {
    Map<String, String> environment =
        Map.of(
            "VISIONLOG_SERVICE_HOST", "10.0.0.1",
            "VISIONLOG_SERVICE_PORT", "50051",
            "VISIONLOG_SERVICE_PORT_GRPC", "50051",
            "VISIONLOG_PORT", "tcp://10.0.0.1:50051",
            "VISIONLOG_PORT_50051_TCP_ADDR", "10.0.0.1",
            "VISIONLOG_GRPC_PORT", "tcp://10.0.0.2:50051",
            "VISIONLOG_GRPC_PORT_50051_TCP", "tcp://10.0.0.2:50051",
            "VISIONLOG_GRPC_SERVICE_HOST", "10.0.0.2",
            "VISIONLOG_SERVER", "here:1",
            "VISIONLOG_JAVA_OPTS", "-Xmx1g");
    assertThat(load(environment).settings()).isEqualTo(Settings.defaults());
  }

  @Test
  void variablesOfCameraWorkers_areLeftAlone() {
    Map<String, String> environment =
        Map.of("VISIONLOG_CAMERA_ID", "3", "VISIONLOG_CAMERA_STREAM", "rtsp://camera/1");
    assertThat(load(environment).settings()).isEqualTo(Settings.defaults());
  }

  @Test
  void flagThatSaysYesOrNo_aloneSaysYes() {
    assertThat(load().settings().demo()).isFalse();
    assertThat(load(Map.of(), "--demo").settings().demo()).isTrue();
    assertThat(load(Map.of(), "--demo", "false").settings().demo()).isFalse();
    assertThat(load(Map.of(), "--demo=false").settings().demo()).isFalse();
    Settings followed = load(Map.of(), "--demo", "--grpc-port", "7").settings();
    assertThat(followed.demo()).isTrue();
    assertThat(followed.grpc().port()).isEqualTo(7);
  }

  @Test
  void variablesOfClients_areLeftAlone() {
    Map<String, String> environment = Map.of("VISIONLOG_CLIENT_ENDPOINT", "edge:50051");
    assertThat(load(environment).settings()).isEqualTo(Settings.defaults());
  }

  @Test
  void variable_thatIsEmptyCountsAsAbsent() {
    assertThat(load(Map.of("VISIONLOG_GRPC_PORT", "")).settings()).isEqualTo(Settings.defaults());
  }

  @Test
  void operands_areHandedOn() {
    LoadedSettings loaded = load(Map.of(), "down", "--grpc-port", "5", "2");
    assertThat(loaded.operands()).containsExactly("down", "2");
    assertThat(loaded.settings().grpc().port()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.168.1.2", "example.com", "127.0.0.256", "localhost.com"})
  void grpcHost_mustBeLoopback(String host) {
    assertThat(errors(Map.of(), "--grpc-host", host))
        .singleElement()
        .asString()
        .contains("grpc.host = '" + host + "'", "loopback", "keys and TLS do not exist yet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.255.0.9", "::1", "localhost"})
  void grpcHost_mayBeAnyLoopback(String host) {
    assertThat(load(Map.of(), "--grpc-host", host).settings().grpc().host()).isEqualTo(host);
  }

  @ParameterizedTest
  @CsvSource({
    "postgres://ann:se%40cret@db.example:5433/logs?sslmode=require,"
        + " jdbc:postgresql://db.example:5433/logs?sslmode=require",
    "postgresql://ann:se%40cret@db/logs, jdbc:postgresql://db/logs",
    "postgres://ann:se@cret@a:1/logs, jdbc:postgresql://a:1/logs",
    "jdbc:postgresql://db/logs?user=ann&ssl=true&password=se%40cret,"
        + " jdbc:postgresql://db/logs?ssl=true",
    "'postgres://ann:se%40cret@one:1,two:2/logs', 'jdbc:postgresql://one:1,two:2/logs'",
  })
  void databaseUrl_isUnderstoodInEveryForm(String given, String jdbcUrl) {
    Settings.Database database =
        load(Map.of("VISIONLOG_DATABASE_URL", given)).settings().database();
    assertThat(database.jdbcUrl()).hasValue(jdbcUrl);
    assertThat(database.user()).hasValue("ann");
    assertThat(database.password()).hasValue(new Secret("se@cret"));
  }

  @Test
  void credentials_ofTheirOwnWinOverTheUrl() {
    Settings.Database database =
        load(
                Map.of("VISIONLOG_DATABASE_PASSWORD", "other"),
                "--database-url=postgres://ann:secret@db/logs",
                "--database-user=bob")
            .settings()
            .database();
    assertThat(database.user()).hasValue("bob");
    assertThat(database.password()).hasValue(new Secret("other"));
  }

  @Test
  void credentials_needADatabaseUrl() {
    assertThat(errors(Map.of("VISIONLOG_DATABASE_PASSWORD", "secret")))
        .containsExactly(
            "database.password (from VISIONLOG_DATABASE_PASSWORD) is set, but database.url is not:"
                + " the embedded PostgreSQL has its own");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://ann:secret@db/logs",
        "postgres://ann:secret@db:port/logs",
        "postgres://ann:secret/x@db/logs",
        "postgres:/ann:secret@db/logs",
        "jdbc:postgresql:logs?password=secret&x",
        "postgres://ann:%zzsecret@db/logs"
      })
  void databaseUrl_neverShowsThePasswordInAnError(String given) {
    assertThat(errors(Map.of(), "--database-url", given))
        .singleElement()
        .asString()
        .contains("database.url", "postgres://USER:PASSWORD@HOST")
        .doesNotContain("secret");
  }

  @Test
  void secrets_areNeverPrinted() {
    LoadedSettings loaded =
        load(
            Map.of("VISIONLOG_DATABASE_PASSWORD", "secret1"),
            "--database-url=postgres://ann:secret2@db/logs");
    assertThat(loaded.settings().toString()).doesNotContain("secret1", "secret2");
    assertThat(loaded.chosen().toString()).doesNotContain("secret1", "secret2");
    assertThat(new ConfigCommand(loaded).text()).doesNotContain("secret1", "secret2");
  }

  @Test
  void maskPatterns_areManyAndChecked() throws IOException {
    file("ingest.mask_patterns=a\\\\d+;;b\\nc");
    assertThat(load().settings().ingest().maskPatterns())
        .extracting(Pattern::pattern)
        .containsExactly("a\\d+", "b", "c");
    assertThat(errors(Map.of("VISIONLOG_INGEST_MASK_PATTERNS", "a;;(")))
        .singleElement()
        .asString()
        .contains("'(': Unclosed group");
  }

  @Test
  void poolSize_fitsTheEmbeddedPostgres() {
    assertThat(errors(Map.of(), "--database-pool-size=31"))
        .containsExactly(
            "database.pool_size = '31': must be at most 30 for the embedded PostgreSQL");
  }

  @Test
  void exception_listsEveryError() {
    assertThatThrownBy(() -> load(Map.of(), "--a-b-c", "--d-e-f"))
        .hasMessage("The settings are wrong:\n  unknown flag --a-b-c\n  unknown flag --d-e-f");
  }

  private void file(String text) throws IOException {
    Files.writeString(folder.resolve("visionlog.properties"), text);
  }

  private LoadedSettings load() {
    return load(Map.of());
  }

  private LoadedSettings load(Map<String, String> environment, String... arguments) {
    return new SettingsSources(List.of(arguments), environment, folder).load();
  }

  private List<String> errors(Map<String, String> environment, String... arguments) {
    return catchThrowableOfType(SettingsException.class, () -> load(environment, arguments))
        .errors();
  }
}
