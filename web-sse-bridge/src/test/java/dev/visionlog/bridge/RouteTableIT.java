package dev.visionlog.bridge;

import static dev.visionlog.bridge.api.ApiBridge.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.bridge.RawHttp.Answer;
import dev.visionlog.bridge.api.ApiBridge;
import dev.visionlog.bridge.api.ScriptedServer;
import dev.visionlog.testing.TestPostgres;
import dev.visionlog.v1.AdminServiceGrpc;
import dev.visionlog.v1.CameraServiceGrpc;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.LogServiceGrpc;
import dev.visionlog.v1.PredictionServiceGrpc;
import dev.visionlog.v1.SettingsServiceGrpc;
import io.grpc.BindableService;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every route of the API, what it does and what it answers. The routes come from the running bridge
 * and from its description: one that is new fails here until it has its row.
 */
class RouteTableIT {
  /**
   * What a route does; the statuses of its answers to a plain request, with the database away, with
   * the server away, and without a key where one is needed; the plain request's address and body;
   * and, where a request can ask for what is not there or set what cannot be set, one that does,
   * with its status before it. A live stream begins whatever is away, and says so in an event.
   *
   * <p>Two columns would say the same in each row: a request from another site or for another
   * host's name is answered with 403.
   */
  private static final String TABLE =
      """
      route                           | does        | status | no database | no server | no key | plain request                                | for what is not there
      GET /api/logs                   | reads       | 200    | 503         | 503       | 401    | /api/logs?limit=1                            | 400 /api/logs?colour=red
      GET /api/logs/search            | reads       | 200    | 503         | 503       | 401    | /api/logs/search?query=one                   | 400 /api/logs/search?query=one&level=FATAL
      GET /api/logs/{id}              | reads       | 200    | 503         | 503       | 401    | /api/logs/$log                               | 404 /api/logs/999999
      GET /api/logs/cameras/{id}      | reads       | 200    | 503         | 503       | 401    | /api/logs/cameras/1                          | 404 /api/logs/cameras/999999
      GET /api/logs/export            | reads       | 200    | 503         | 503       | 401    |                                              | 400 /api/logs/export?format=xml
      DELETE /api/logs/cleanup        | deletes     | 200    | 503         | 503       | 401    | /api/logs/cleanup?filter=nothing             | 400 /api/logs/cleanup
      GET /api/logs/tail              | reads       | 200    | 200         | 200       | 401    |                                              | 400 /api/logs/tail?after=-1
      GET /api/logs/events            | reads       | 200    | 200         | 200       | 401    |                                              | 400 /api/logs/events?after=-1
      GET /api/logs/stats             | reads       | 200    | 503         | 503       | 401    |                                              | 400 /api/logs/stats?hours=-1
      GET /api/logs/sources           | reads       | 200    | 503         | 503       | 401    |                                              | 400 /api/logs/sources?colour=red
      GET /api/histogram              | reads       | 200    | 503         | 503       | 401    |                                              | 400 /api/histogram?buckets=0
      GET /api/settings               | reads       | 200    | 200         | 503       | 401    |                                              | 400 /api/settings?colour=red
      PATCH /api/settings             | administers | 200    | 503         | 503       | 401    | /api/settings {"time_zone": "Europe/Berlin"} | 400 /api/settings {"colour": "red"}
      GET /api/cameras                | reads       | 200    | 503         | 503       | 401    |                                              | 400 /api/cameras?page_token=x
      POST /api/cameras               | administers | 201    | 503         | 503       | 401    | /api/cameras {"name": "Back"}                | 400 /api/cameras {"colour": "red"}
      GET /api/cameras/{id}           | reads       | 200    | 503         | 503       | 401    | /api/cameras/1                               | 404 /api/cameras/999999
      PATCH /api/cameras/{id}         | administers | 200    | 503         | 503       | 401    | /api/cameras/1 {"description": "The gate"}   | 404 /api/cameras/999999 {"name": "a"}
      DELETE /api/cameras/{id}        | administers | 200    | 503         | 503       | 401    | /api/cameras/2                               | 404 /api/cameras/999999
      GET /api/status                 | reads       | 200    | 200         | 503       | 401    |                                              | 400 /api/status?colour=red
      GET /api/writers                | reads       | 200    | 503         | 503       | 401    |                                              | 400 /api/writers?page_token=x
      GET /api/session                | reads       | 200    | 200         | 503       | 200    |                                              | 400 /api/session?colour=red
      POST /api/session               | administers | 200    | 200         | 503       | 401    | /api/session {"key": "any"}                  | 401 /api/session {"key": "a b"}
      DELETE /api/session             | administers | 200    | 200         | 200       | 200    |                                              | 400 /api/session?colour=red
      GET /health                     | reads       | 200    | 503         | 503       | -      |                                              |
      GET /metrics                    | reads       | 200    | 200         | 200       | 200    |                                              |
      GET /api/predictions            | reads       | 200    | 503         | 503       | 401    | /api/predictions?limit=1                     | 400 /api/predictions?colour=red
      GET /api/predictions/{id}       | reads       | 200    | 503         | 503       | 401    | /api/predictions/$prediction                 | 404 /api/predictions/999999
      GET /api/predictions/{id}/image | reads       | 200    | 503         | 503       | 401    | /api/predictions/$prediction/image           | 404 /api/predictions/999999/image
      GET /api/predictions/stats      | reads       | 200    | 503         | 503       | 401    |                                              | 400 /api/predictions/stats?hours=-1
      GET /api/predictions/histogram  | reads       | 200    | 503         | 503       | 401    |                                              | 400 /api/predictions/histogram?group_by=colour
      GET /api/predictions/export     | reads       | 200    | 503         | 503       | 401    |                                              | 400 /api/predictions/export?format=xml
      DELETE /api/predictions/cleanup | deletes     | 200    | 503         | 503       | 401    | /api/predictions/cleanup?filter=nothing      | 400 /api/predictions/cleanup
      GET /api/predictions/tail       | reads       | 200    | 200         | 200       | 401    |                                              | 400 /api/predictions/tail?after=-1
      GET /api/predictions/events     | reads       | 200    | 200         | 200       | 401    |                                              | 400 /api/predictions/events?after=-1
      GET /api/images/stats           | reads       | 200    | 503         | 503       | 401    |                                              | 400 /api/images/stats?colour=red
      POST /api/images/check          | administers | 200    | 503         | 503       | 401    | /api/images/check {}                         | 400 /api/images/check?colour=red
      DELETE /api/images/cleanup      | deletes     | 200    | 503         | 503       | 401    | /api/images/cleanup?days_to_keep=36500       | 400 /api/images/cleanup?days_to_keep=-1
      POST /log                       | writes      | 200    | 503         | 503       | 401    | /log {"image_id": "b"}                       | 400 /log []
      GET /stats                      | reads       | 200    | 503         | 503       | 401    |                                              | 400 /stats?hours=-1
      GET /predictions                | reads       | 200    | 503         | 503       | 401    | /predictions?limit=1                         | 400 /predictions?colour=red
      """;

  /** In place of the ids of what is stored. */
  private static final String LOG_ID = "$log";

  private static final String PREDICTION_ID = "$prediction";

  private static final Set<String> DEEDS = Set.of("reads", "writes", "deletes", "administers");
  private static final String LARGE_BODY = "{\"a\": \"" + "x".repeat(1 << 20) + "\"}";

  private static ApiBridge bridge;
  private static String log;
  private static String prediction;

  /** The statuses of a row's plain request. */
  private record Statuses(int well, int databaseAway, int serverAway, String withoutKey) {}

  /** A row of the table. */
  private record Row(
      String method, String path, String does, Statuses statuses, String request, String absent) {

    static Row of(String line) {
      String[] cells = line.split("\\|", -1);
      assertThat(cells).as(line).hasSize(8);
      String[] route = cells[0].strip().split(" ");
      return new Row(
          route[0],
          route[1],
          cells[1].strip(),
          new Statuses(number(cells[2]), number(cells[3]), number(cells[4]), cells[5].strip()),
          cells[6].strip(),
          cells[7].strip());
    }

    private static int number(String cell) {
      return Integer.parseInt(cell.strip());
    }

    String route() {
      return method + " " + path;
    }

    /** The address and the body of its plain request. */
    String plain() {
      return request.isEmpty() ? path : request;
    }
  }

  @BeforeAll
  static void start() {
    bridge = new ApiBridge();
    log = bridge.write(entry(LogLevel.ERROR, "one")).get(0).toString();
    String body = "{\"image_id\": \"a\", \"image\": \"" + DrawnImage.base64(1, 64, 48) + "\"}";
    assertThat(bridge.client().post("/log", body).status()).isEqualTo(200);
    prediction = bridge.client().get("/api/predictions").data().at("/predictions/0/id").asText();
    assertThat(bridge.client().post("/api/cameras", "{\"name\": \"Front\"}").status())
        .isEqualTo(201);
  }

  @AfterAll
  static void close() {
    bridge.close();
  }

  private static List<Row> rows() {
    return TABLE.lines().skip(1).map(Row::of).toList();
  }

  @Test
  void table_hasEveryRoute() {
    Set<String> routes = new TreeSet<>();
    bridge.bridge().routes().forEach(route -> routes.add(route.replace(":id", "{id}")));
    routes.addAll(new OpenApiDocument(bridge.client().get("/openapi.json").body()).routes());

    Set<String> known = rows().stream().map(Row::route).collect(Collectors.toSet());

    assertThat(known)
        .as(
            "Each route needs one row in the table of RouteTableIT: what it does, a plain request,"
                + " and what it answers when something is away or wrong")
        .isEqualTo(routes);
    assertThat(rows()).hasSameSizeAs(routes).allMatch(row -> DEEDS.contains(row.does()));
  }

  @Test
  void routes_answerPlainRequests() {
    for (Row row : rows()) {
      assertStatus(row, row.statuses().well(), send(port(), row, row.plain()));
    }
  }

  @Test
  void routes_refuseWhatIsNotThere() {
    for (Row row : rows()) {
      if (!row.absent().isEmpty()) {
        String[] parts = row.absent().split(" ", 2);
        assertStatus(row, Integer.parseInt(parts[0]), send(port(), row, parts[1]));
      }
    }
  }

  @Test
  void routes_refuseOtherSitesAndHosts() {
    for (Row row : rows()) {
      assertStatus(row, 403, send(port(), row, row.plain(), "Origin: https://evil.example\r\n"));
      String elsewhere = request(row, row.plain(), "").replace("Host: localhost", "Host: evil");
      assertStatus(row, 403, RawHttp.send(port(), bytes(elsewhere)));
    }
  }

  @Test
  void routes_refuseBodiesThatAreTooLarge() {
    for (Row row : rows()) {
      if (row.plain().contains("{") && !row.path().equals("/log")) {
        String address = row.plain().split(" ", 2)[0];
        assertStatus(row, 413, send(port(), row, address + " " + LARGE_BODY));
      }
    }
  }

  @Test
  void routes_askForAKey() {
    try (ScriptedServer server = new ScriptedServer("Bearer key", locked());
        RunningBridge locked = ApiBridge.before(server.address())) {
      for (Row row : rows()) {
        String expected = row.statuses().withoutKey();
        if (!expected.equals("-")) {
          assertStatus(row, Integer.parseInt(expected), send(locked.port(), row, row.plain()));
        }
      }
    }
  }

  /** Nobody gets behind their door. */
  private static BindableService[] locked() {
    return new BindableService[] {
      new LogServiceGrpc.LogServiceImplBase() {},
      new PredictionServiceGrpc.PredictionServiceImplBase() {},
      new CameraServiceGrpc.CameraServiceImplBase() {},
      new SettingsServiceGrpc.SettingsServiceImplBase() {},
      new AdminServiceGrpc.AdminServiceImplBase() {}
    };
  }

  @Test
  void routes_sayThatTheServerIsAway() {
    try (RunningBridge alone = ApiBridge.before("127.0.0.1:1")) {
      for (Row row : rows()) {
        assertStatus(row, row.statuses().serverAway(), send(alone.port(), row, row.plain()));
      }
    }
  }

  @Test
  void routes_sayThatTheDatabaseIsAway() {
    String name = bridge.server().sql("SELECT current_database()").get(0);
    allowConnections(name, false);
    TestPostgres.query(
        "postgres",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
    await().until(() -> bridge.client().get("/health").status() == 503);
    Map<Row, CompletableFuture<Answer>> answers = new LinkedHashMap<>();
    rows()
        .forEach(
            row ->
                answers.put(
                    row, CompletableFuture.supplyAsync(() -> send(port(), row, row.plain()))));
    try {
      answers.forEach(
          (row, answer) -> assertStatus(row, row.statuses().databaseAway(), answer.join()));
    } finally {
      allowConnections(name, true);
    }
    await().untilAsserted(() -> assertThat(statusesOfAllPaths()).containsOnly(200));
  }

  /** Of the check, of the connections for queries, and of both lanes for predictions. */
  private static List<Integer> statusesOfAllPaths() {
    String prediction = "{\"image_id\": \"back\"}";
    return List.of(
        bridge.client().get("/health").status(),
        bridge.client().get("/api/logs").status(),
        bridge.client().post("/log", prediction).status(),
        bridge.client().post("/log", prediction).status());
  }

  private static void allowConnections(String database, boolean allowed) {
    TestPostgres.query("postgres", "ALTER DATABASE " + database + " ALLOW_CONNECTIONS " + allowed);
  }

  private static void assertStatus(Row row, int expected, Answer answer) {
    assertThat(answer.status()).as("%s: %s", row, answer.text()).isEqualTo(expected);
    if (expected >= 400 && !row.path().equals("/health")) {
      assertThat(answer.text()).as(row.route()).contains("\"success\":false");
    }
  }

  private static int port() {
    return bridge.bridge().port();
  }

  private static Answer send(int port, Row row, String asked, String... headers) {
    return RawHttp.send(port, bytes(request(row, asked, String.join("", headers))));
  }

  /**
   * @param asked the address, and the body behind a space
   */
  private static String request(Row row, String asked, String headers) {
    String[] parts = asked.replace(LOG_ID, log).replace(PREDICTION_ID, prediction).split(" ", 2);
    String body = parts.length > 1 ? parts[1] : "";
    return row.method()
        + " "
        + parts[0]
        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + headers
        + "Content-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private static byte[] bytes(String request) {
    return request.getBytes(StandardCharsets.US_ASCII);
  }
}
