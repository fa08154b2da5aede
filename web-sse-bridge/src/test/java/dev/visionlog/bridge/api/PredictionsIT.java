package dev.visionlog.bridge.api;

import static dev.visionlog.bridge.api.ApiClient.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.visionlog.bridge.DrawnImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Predictions and their images under {@code /api}. */
class PredictionsIT {
  private static final String BOX =
      "\"detections\": [{\"class\": \"person\", \"confidence\": 0.9, \"bbox\": [10, 10, 200, 150]}]";

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
    client.delete("/api/predictions/cleanup?days_to_keep=0");
  }

  @Test
  void list_hasPagesAndTellsWhatWasAskedFor() {
    log(
        "{\"image_id\": \"a\", \"model_name\": \"m\"}, {\"image_id\": \"b\"}, {\"image_id\": \"c\"}");

    JsonNode page = client.get("/api/predictions?limit=2&page=1").data();
    JsonNode found = client.get("/api/predictions?model_name=m&defect_detected=false").data();

    assertThat(page.get("predictions")).hasSize(2);
    assertThat(page.at("/pagination/total_items").asInt()).isEqualTo(3);
    String token = page.at("/pagination/next_page_token").asText();
    assertThat(client.get("/api/predictions?limit=2&page_token=" + token).data().get("predictions"))
        .hasSize(1);
    assertThat(found.at("/predictions/0/image_id").asText()).isEqualTo("a");
    assertThat(found.get("filters_applied").toString())
        .isEqualTo("{\"model_name\":\"m\",\"defect_detected\":false}");
  }

  @Test
  void filter_isThatOfPredictions() {
    log("{\"image_id\": \"a\", " + BOX + "}, {\"image_id\": \"b\", \"confidence\": 0.3}");

    assertThat(found("class:person")).containsExactly("a");
    assertThat(found("confidence < 0.6")).containsExactly("b");
    Reply wrong = client.get("/api/predictions?filter=" + encoded("level = ERROR"));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.field()).isEqualTo("filter");
  }

  private static List<String> found(String filter) {
    return client
        .get("/api/predictions?filter=" + encoded(filter))
        .data()
        .findValuesAsText("image_id");
  }

  @Test
  void image_isAsItCameAndSmallAndWithItsBoxes() {
    byte[] sent = DrawnImage.jpeg(1, 640, 480);
    String address = "/api/predictions/" + logImage(1, 640, 480) + "/image";

    Reply original = client.get(address);
    BufferedImage small = image(client.get(address + "?view=thumbnail&max_side=64"));
    BufferedImage plain = image(original);
    BufferedImage annotated = image(client.get(address + "?view=annotated"));

    assertThat(original.header("content-type")).isEqualTo("image/jpeg");
    assertThat(original.response().content().array()).isEqualTo(sent);
    assertThat(small.getWidth()).isEqualTo(64);
    assertThat(small.getHeight()).isEqualTo(48);
    assertThat(annotated.getWidth()).isEqualTo(640);
    assertThat(annotated.getRGB(10, 80)).isNotEqualTo(plain.getRGB(10, 80));
  }

  @Test
  void image_isNotSentTwiceToABrowserThatHasIt() {
    String address = "/api/predictions/" + logImage(2, 64, 48) + "/image";
    Reply first = client.get(address);
    String etag = first.header("etag");

    Reply again = client.get(address, "if-none-match", etag);

    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(first.header("cache-control")).isEqualTo("private, no-cache");
    assertThat(client.get(address + "?version=x").header("cache-control")).contains("immutable");
    assertThat(client.get(address + "?view=thumbnail").header("etag")).isNotEqualTo(etag);
  }

  @Test
  void image_thatIsNotThereSaysWhy() {
    long without = log("{\"image_id\": \"a\"}").at("/ids/0").asLong();
    long broken = log("{\"image\": \"AAAA\"}").at("/ids/0").asLong();

    Reply none = client.get("/api/predictions/" + without + "/image");
    Reply refused = client.get("/api/predictions/" + broken + "/image");

    assertThat(none.status()).isEqualTo(404);
    assertThat(none.json().at("/error/reason").asText()).isEqualTo("NO_IMAGE");
    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.message())
        .contains(
            client
                .get("/api/predictions/" + broken)
                .data()
                .at("/prediction/image_missing_reason")
                .asText());
    assertThat(client.get("/api/predictions/999999/image").status()).isEqualTo(404);
    assertThat(client.get("/api/predictions/1/image?view=huge").field()).isEqualTo("view");
    assertThat(client.get("/api/predictions/1/image?max_side=5").field()).isEqualTo("max_side");
  }

  @Test
  void histogram_countsDefectsByVersion() {
    log("{\"model_version\": \"v1\", \"defect_detected\": true}, {\"model_version\": \"v1\"}, {}");

    JsonNode buckets = client.get("/api/predictions/histogram?buckets=1").data().get("buckets");

    assertThat(buckets.at("/0/counts/total_count").asInt()).isEqualTo(3);
    assertThat(buckets.findValuesAsText("key")).containsExactlyInAnyOrder("v1");
    assertThat(client.get("/api/predictions/histogram?group_by=colour").field())
        .isEqualTo("group_by");
  }

  @Test
  void stats_countOnlyWhatCountersKnow() {
    log("{\"model_version\": \"v1\", \"confidence\": 0.5}, {\"model_version\": \"v2\"}");

    assertThat(counted("filter=" + encoded("model_version = v1"))).isEqualTo(1);
    assertThat(counted("hours=1&model_version=v2")).isEqualTo(1);
    assertThat(counted("start_date=2000-01-01&end_date=2001-01-01")).isZero();
    assertThat(client.get("/api/predictions/stats?filter=confidence>0.1").field())
        .isEqualTo("filter");
  }

  private static int counted(String query) {
    Reply reply = client.get("/api/predictions/stats?" + query);
    return reply.data().at("/counts/total_count").asInt();
  }

  @Test
  void export_hasEveryFormat() {
    log("{\"image_id\": \"a\", " + BOX + "}, {\"image_id\": \"b\"}");

    Reply lines = client.get("/api/predictions/export");
    Reply json = client.get("/api/predictions/export?format=json", "accept-encoding", "gzip");
    Reply coco = client.get("/api/predictions/export?format=coco&search=a");

    assertThat(lines.body().lines()).hasSize(2);
    assertThat(lines.header("content-disposition"))
        .matches("attachment; filename=\"visionlog-predictions-\\d{8}-\\d{6}\\.ndjson\"");
    assertThat(json.header("content-encoding")).isEmpty();
    assertThat(json.json().get("count").asInt()).isEqualTo(2);
    assertThat(coco.json().get("annotations")).hasSize(1);
    assertThat(client.get("/api/predictions/export?format=csv").body().lines()).hasSize(3);
    assertThat(client.get("/api/predictions/export?format=xml").field()).isEqualTo("format");
  }

  @Test
  void cleanup_takesImagesAlong() throws IOException {
    logImage(3, 64, 48);
    String everything = "/api/predictions/cleanup?days_to_keep=0";

    Reply dry = client.delete(everything + "&dry_run=true");
    Reply done = client.delete(everything);

    assertThat(dry.message()).isEqualTo("1 old prediction would be cleaned up");
    assertThat(done.data().get("deleted_images").asInt()).isEqualTo(1);
    assertThat(done.data().get("deleted_image_bytes").asLong()).isPositive();
    try (var files = Files.walk(bridge.server().images())) {
      assertThat(files.map(Path::toString).filter(name -> name.endsWith(".jpg"))).isEmpty();
    }
  }

  @Test
  void images_areCountedComparedAndLetGo() {
    long id = logImage(4, 64, 48);

    assertThat(client.get("/api/images/stats").data().at("/storage/total_images").asInt())
        .isEqualTo(1);
    assertThat(client.post("/api/images/check", "").data().get("missing_file_count").asInt())
        .isZero();
    assertThat(client.delete("/api/images/cleanup?days_to_keep=0&dry_run=1").message())
        .isEqualTo("1 image would be deleted");
    assertThat(client.delete("/api/images/cleanup?days_to_keep=0").message())
        .isEqualTo("Deleted 1 image");
    Reply left = client.get("/api/predictions/" + id);
    assertThat(left.data().at("/prediction/image_missing_reason").asText()).isNotEmpty();
  }

  @Test
  void health_knowsTheImages() {
    assertThat(client.get("/health").json().get("images").asText()).isEqualTo("up");
  }

  private static long logImage(int number, int width, int height) {
    JsonNode answer =
        log("{\"image\": \"" + DrawnImage.base64(number, width, height) + "\", " + BOX + "}");
    assertThat(answer.get("image_errors")).as(answer.toString()).isEmpty();
    return answer.at("/ids/0").asLong();
  }

  private static JsonNode log(String predictions) {
    return client.post("/log", "[" + predictions + "]").json();
  }

  private static BufferedImage image(Reply reply) {
    return DrawnImage.read(reply.response().content().array());
  }
}
