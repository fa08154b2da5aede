package dev.visionlog.bridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The cameras over HTTP. */
class CamerasIT {
  private static final String CAMERAS = "/api/cameras";

  private static ApiBridge bridge;
  private static ApiClient client;

  @BeforeAll
  static void start() {
    bridge = new ApiBridge();
    client = bridge.client();
  }

  @AfterAll
  static void close() {
    bridge.close();
  }

  @BeforeEach
  void clear() {
    bridge.server().sql("DELETE FROM cameras");
  }

  @Test
  void camera_livesAndDies() {
    Reply created =
        client.post(CAMERAS, "{\"id\": 7, \"name\": \"Front\", \"description\": \"Street\"}");
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("location")).isEqualTo("/api/cameras/7");
    assertThat(created.data().at("/camera/id").asInt()).isEqualTo(7);

    Reply changed = client.patch(CAMERAS + "/7", "{\"description\": \"Yard\"}");
    assertThat(changed.data().at("/camera/name").asText()).isEqualTo("Front");
    assertThat(changed.data().at("/camera/description").asText()).isEqualTo("Yard");
    assertThat(client.get(CAMERAS + "/7").data()).isEqualTo(changed.data());

    assertThat(client.delete(CAMERAS + "/7").data().get("camera_id").asInt()).isEqualTo(7);
    assertThat(client.get(CAMERAS + "/7").status()).isEqualTo(404);
    assertThat(client.delete(CAMERAS + "/7").message()).isEqualTo("Camera with ID 7 not found");
    assertThat(client.patch(CAMERAS + "/7", "{\"name\": \"x\"}").status()).isEqualTo(404);
  }

  @Test
  void create_givesAnIdIfThereIsNone() {
    Reply created = client.post(CAMERAS, "{\"name\": \"Any\"}");

    long id = created.data().at("/camera/id").asLong();
    assertThat(client.get(created.header("location")).data().at("/camera/id").asLong())
        .isEqualTo(id);
  }

  @Test
  void create_ofATakenIdIsAConflict() {
    client.post(CAMERAS, "{\"id\": 7, \"name\": \"Front\"}");

    Reply second = client.post(CAMERAS, "{\"id\": 7, \"name\": \"Back\"}");

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.message()).isEqualTo("Camera with ID 7 already exists");
  }

  @Test
  void bodies_areChecked() {
    assertBad("{\"id\": \"7\", \"name\": \"Front\"}", "id", "Must be a whole number");
    assertBad("{\"id\": -1, \"name\": \"Front\"}", "id", "-1 is negative");
    assertBad("{\"name\": \"\"}", "name", "1 to 200 are allowed");
    assertBad("{\"name\": 7}", "name", "Must be a text");
    assertBad("{\"name\": \"a\", \"create_time\": \"2026-01-01\"}", "create_time", "cannot be set");
    assertThat(client.patch(CAMERAS + "/7", "{}").field()).isEqualTo("body");
    assertThat(client.patch(CAMERAS + "/7", "{\"id\": 8}").field()).isEqualTo("id");
  }

  @Test
  void list_gathersAllPagesOrAnswersOne() {
    bridge
        .server()
        .sql(
            "INSERT INTO cameras (id, name, description, create_time, update_time)"
                + " SELECT i, 'Camera ' || i, '', now(), now() FROM generate_series(1, 2500) i");

    JsonNode all = client.get(CAMERAS).data();
    assertThat(all.get("count").asInt()).isEqualTo(2_500);
    assertThat(all.at("/cameras/2499/id").asInt()).isEqualTo(2_500);
    assertThat(all.has("next_page_token")).isFalse();

    JsonNode page = client.get(CAMERAS + "?limit=1000").data();
    assertThat(page.get("count").asInt()).isEqualTo(1_000);
    String token = page.get("next_page_token").asText();
    JsonNode next = client.get(CAMERAS + "?limit=1000&page_token=" + token).data();
    assertThat(next.at("/cameras/0/id").asInt()).isEqualTo(1_001);
  }

  @Test
  void list_gathersNoMoreThanTenThousand() {
    bridge
        .server()
        .sql(
            "INSERT INTO cameras (id, name, description, create_time, update_time)"
                + " SELECT i, 'Camera ' || i, '', now(), now() FROM generate_series(1, 10500) i");

    JsonNode all = client.get(CAMERAS).data();

    assertThat(all.get("count").asInt()).isEqualTo(10_000);
    assertThat(all.get("next_page_token").asText()).isNotEmpty();
  }

  private static void assertBad(String body, String field, String message) {
    Reply reply = client.post(CAMERAS, body);
    assertThat(reply.status()).as(body).isEqualTo(400);
    assertThat(reply.field()).as(body).isEqualTo(field);
    assertThat(reply.message()).as(body).contains(message);
  }
}
