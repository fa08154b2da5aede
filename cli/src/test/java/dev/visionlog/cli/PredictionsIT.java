package dev.visionlog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.visionlog.v1.CreatePredictionsRequest;
import dev.visionlog.v1.Detection;
import dev.visionlog.v1.ImageData;
import dev.visionlog.v1.Prediction;
import dev.visionlog.v1.PredictionServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionsIT {
  /** As edge clients have buffered them, with lines that are none. */
  private static final String BUFFER =
      """
      {"image_id":"img_001","timestamp":1769854501.25,"model_version":"v1.0","model_name":"yolov8","inference_time_ms":45.2,"detections":[{"class":"scratch","confidence":0.95,"bbox":[100,100,200,200]}],"defect_detected":true,"confidence_scores":[0.95],"edge_device_id":"camera-01"}
      {"image_id":"img_002","timestamp":"2026-01-31T10:15:02Z","model_version":"v1.0","model_name":"yolov8","inference_time_ms":43.12,"detections":[],"defect_detected":false,"confidence_scores":[],"edge_device_id":null,"shift":"night"}

      {"image_id":"img_003","timestamp":1769854503,"inference_time_ms":"fast","detections":[],"defect_detected":false}
      not json
      {"image_id":"img_004","timestamp":1769854504,"detections":[{"class":"dent","confidence":1.5,"bbox":[1,2,3,4]}],"defect_detected":true}
      {"image_id":"img_005","timestamp":1769854505,"detections":[{"class":7,"track":12,"bbox":[1,2,3,4]}],"defect_detected":true,"prediction":{"big":9007199254740993},"status":"timeout","error_message":"too late"}
      """;

  private final CliServer server = new CliServer();

  @TempDir Path folder;

  @BeforeEach
  void store() {
    CliRun run = server.cli().input(BUFFER);
    assertThat(run.run("predictions", "import", "--device", "press-4", "-")).isEqualTo(1);
    assertThat(run.out())
        .contains("7 read: 4 began a prediction, 0 went on with one, 1 blank, 2 rejected")
        .contains("4 sent: 3 stored, 1 rejected")
        .contains("standard input:4: Invalid inference_time_ms")
        .contains("standard input:5: Invalid JSON")
        .contains("standard input:6: predictions[2].detections[0].confidence: 1.5");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private List<String> ids(String... args) {
    return server.run(args).jsonLines().stream().map(each -> each.text("image_id")).toList();
  }

  private static byte[] jpeg() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(320, 200, BufferedImage.TYPE_INT_RGB), "jpg", bytes);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return bytes.toByteArray();
  }

  private String storeWithImage(byte[] jpeg) {
    ManagedChannel channel =
        ManagedChannelBuilder.forTarget(server.address()).usePlaintext().build();
    Prediction prediction =
        Prediction.newBuilder()
            .setImageId("picture")
            .addDetections(
                Detection.newBuilder().setClassName("x").addAllBbox(List.of(9.0, 9.0, 99.0, 99.0)))
            .setImage(ImageData.newBuilder().setData(ByteString.copyFrom(jpeg)))
            .build();
    try {
      return Long.toString(
          PredictionServiceGrpc.newBlockingStub(channel)
              .createPredictions(
                  CreatePredictionsRequest.newBuilder().addPredictions(prediction).build())
              .getIds(0));
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void import_keepsWhatEdgeClientsBuffer() {
    JsonValue first = server.run("predictions", "list", "img_001", "--json").jsonLines().get(0);
    assertThat(first.text("time")).isEqualTo("2026-01-31T10:15:01.250Z");
    assertThat(first.text("edge_device_id")).isEqualTo("camera-01");
    assertThat(first.list("detections").get(0).text("class_name")).isEqualTo("scratch");
    JsonValue second = server.run("predictions", "list", "img_002", "--json").jsonLines().get(0);
    assertThat(second.text("edge_device_id")).isEqualTo("press-4");
    assertThat(second.text("extra_data", "shift")).isEqualTo("night");
    JsonValue fifth = server.run("predictions", "list", "img_005", "--json").jsonLines().get(0);
    assertThat(fifth.list("detections").get(0).text("class_name")).isEqualTo("7");
    assertThat(fifth.list("bounding_boxes").get(0).text("track")).startsWith("12");
    assertThat(fifth.text("prediction", "big")).isEqualTo("9007199254740993");
  }

  @Test
  void list_selectsByOptionsAndFilter() {
    assertThat(ids("predictions", "list", "--json"))
        .containsExactly("img_005", "img_002", "img_001");
    assertThat(ids("predictions", "list", "--defects", "--order", "asc", "--json"))
        .containsExactly("img_001", "img_005");
    assertThat(ids("predictions", "list", "--no-defects", "--json")).containsExactly("img_002");
    assertThat(ids("predictions", "list", "--failed", "--json")).containsExactly("img_005");
    assertThat(ids("predictions", "list", "--device", "press-4", "--model", "yolov8", "--json"))
        .containsExactly("img_002");
    assertThat(ids("predictions", "list", "class:scratch", "--model-version", "v1.0", "--json"))
        .containsExactly("img_001");
    assertThat(ids("predictions", "list", "--search", "too late", "--limit", "1", "--json"))
        .containsExactly("img_005");
    assertThat(server.run("predictions", "list", "--total", "--limit", "1").err())
        .isEqualTo("3 predictions match\n");
    assertThat(server.cli().run("predictions", "list", "--exit-code", "nothing")).isEqualTo(3);
    assertThat(server.cli().run("predictions", "list", "--defects", "--no-defects")).isEqualTo(2);
    assertThat(server.cli().run("predictions", "list", "level = INFO")).isEqualTo(2);
  }

  @Test
  void list_andGetForPeople() {
    assertThat(server.run("predictions", "list", "--utc").lines())
        .containsExactly(
            "2026-01-31 10:15:05.000 TIMEOUT  press-4: img_005 7 too late",
            "2026-01-31 10:15:02.000 OK       yolov8 v1.0 press-4: img_002 43.12 ms",
            "2026-01-31 10:15:01.250 DEFECT   yolov8 v1.0 camera-01: img_001 scratch 0.95, 45.2 ms");
    String id = server.sql("SELECT id FROM predictions WHERE image_id = 'img_001'").get(0);
    assertThat(server.run("predictions", "get", id).out())
        .contains("id " + id, "scratch 0.95 at [100, 100, 200, 200]", "45.2 ms", "camera-01");
    assertThat(server.cli().run("predictions", "get", "999999999")).isEqualTo(3);
  }

  @Test
  void stats_countByEachProperty() {
    assertThat(server.run("predictions", "stats").out())
        .containsPattern("defects +2 +66.7 %\n")
        .containsPattern("failures +1\n")
        .containsPattern("press-4 +2 +1 +50.0 % +1");
    JsonValue counts = server.run("predictions", "stats", "--defects", "--json").json();
    assertThat(counts.at("counts").number("total_count")).isEqualTo(2);
    assertThat(server.cli().run("predictions", "stats", "class:scratch")).isEqualTo(2);
  }

  @Test
  void export_importedAgainGivesTheSamePredictions() throws IOException {
    Path file = folder.resolve("all.ndjson.gz");
    assertThat(server.run("predictions", "export", "-o", file.toString()).err())
        .isEqualTo("3 predictions written to " + file + "\n");
    List<JsonValue> before = stored();
    assertThat(server.run("predictions", "delete", "--days-to-keep", "0", "--yes").out())
        .isEqualTo("3 predictions with 0 images (0 B) deleted\n");

    server.run("predictions", "import", file.toString());

    assertThat(stored()).isEqualTo(before).hasSize(3);
    assertThat(server.run("predictions", "export", "--format", "csv").out()).hasLineCount(4);
    Path document = folder.resolve("all.json");
    server.run("predictions", "export", "-o", document.toString());
    assertThat(JsonValue.parse(Files.readString(document)).number("count")).isEqualTo(3);
    // The failed one says nothing of its image.
    assertThat(server.run("predictions", "export", "--format", "coco").json().list("images"))
        .hasSize(2);
  }

  private List<JsonValue> stored() {
    return server.run("predictions", "list", "--json").jsonLines().stream()
        .map(each -> each.without("id", "received_time", "position"))
        .toList();
  }

  @Test
  void images_areFetchedCountedCheckedAndDeleted() throws IOException {
    byte[] jpeg = jpeg();
    String id = storeWithImage(jpeg);
    Path file = folder.resolve("picture.jpg");

    server.run("predictions", "get", id, "--image", file.toString());
    assertThat(file).hasBinaryContent(jpeg);
    server.run("images", "get", id, "-o", file.toString(), "--view", "annotated");
    assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(320);
    server.run(
        "images", "get", id, "-o", file.toString(), "--view", "thumbnail", "--max-side", "64");
    assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(64);
    assertThat(server.cli().onTerminal().run("images", "get", id)).isEqualTo(2);

    assertThat(server.run("images", "stats").out())
        .startsWith("1 image: 0 with a defect, 1 without");
    assertThat(server.cli().run("images", "check", "--exit-code")).isZero();
    String path =
        server.sql("SELECT image_path FROM predictions WHERE image_path IS NOT NULL").get(0);
    Files.delete(server.images().resolve(path));
    CliRun check = server.cli();
    assertThat(check.run("images", "check", "--exit-code")).isEqualTo(1);
    assertThat(check.out()).contains("1 prediction without their file\n  " + id);
    assertThat(server.cli().run("images", "get", id)).isEqualTo(3);

    String second = storeWithImage(jpeg());
    assertThat(server.cli().run("images", "cleanup", "--days-to-keep", "0")).isEqualTo(2);
    assertThat(server.run("images", "cleanup", "--days-to-keep", "0", "--yes").out())
        .contains(" deleted\n");
    assertThat(server.cli().run("images", "get", second)).isEqualTo(3);
  }

  @Test
  void tail_showsWhatIsStoredFromThenOn() {
    CliRun tail = server.cli();
    CompletableFuture<Integer> exitCode =
        CompletableFuture.supplyAsync(
            () ->
                tail.run("predictions", "tail", "--after-position", "0", "--count", "4", "--json"));
    await().until(() -> tail.out().contains("img_005"));
    storeWithImage(jpeg());

    assertThat(exitCode.join()).isZero();
    assertThat(tail.jsonLines().stream().map(each -> each.text("image_id")))
        .containsExactly("img_001", "img_002", "img_005", "picture");
    assertThat(tail.jsonLines().get(3).text("image_path")).endsWith(".jpg");
  }

  @Test
  void writers_andStatusTellOfPredictions() {
    assertThat(server.run("writers").out())
        .containsPattern("visionlog import - +predictions +1 +1 +0 +3 ");
    assertThat(server.run("status").out())
        .contains("predictions  4 received, 3 stored, 0 suppressed, 1 rejected");
  }
}
