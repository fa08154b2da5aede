package dev.visionlog.server.service;

import static dev.visionlog.server.testing.Predictions.defect;
import static dev.visionlog.server.testing.Predictions.detection;
import static dev.visionlog.server.testing.Predictions.ok;
import static dev.visionlog.server.testing.Predictions.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import com.google.rpc.Code;
import dev.visionlog.server.testing.Errors;
import dev.visionlog.server.testing.TestServer;
import dev.visionlog.v1.CreatePredictionsRequest;
import dev.visionlog.v1.CreatePredictionsResponse;
import dev.visionlog.v1.DeletePredictionsRequest;
import dev.visionlog.v1.DeletePredictionsResponse;
import dev.visionlog.v1.ExtraFormat;
import dev.visionlog.v1.GetPredictionHistogramRequest;
import dev.visionlog.v1.GetPredictionRequest;
import dev.visionlog.v1.GetPredictionStatsRequest;
import dev.visionlog.v1.ListPredictionsRequest;
import dev.visionlog.v1.ListPredictionsResponse;
import dev.visionlog.v1.Prediction;
import dev.visionlog.v1.PredictionBucket;
import dev.visionlog.v1.PredictionCounts;
import dev.visionlog.v1.PredictionGroup;
import dev.visionlog.v1.PredictionStats;
import dev.visionlog.v1.TailPredictionsRequest;
import dev.visionlog.v1.TailPredictionsResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Predictions in and out, without images. */
class PredictionsIT {
  private static final TestServer SERVER = TestServer.start();
  private static final long NOON = 1_790_000_000L / 86_400 * 86_400 + 43_200;

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @BeforeEach
  void clear() {
    SERVER.predictions().deletePredictions(days(0));
  }

  private static DeletePredictionsRequest days(int days) {
    return DeletePredictionsRequest.newBuilder().setDaysToKeep(days).build();
  }

  private static Timestamp at(long second) {
    return Timestamp.newBuilder().setSeconds(second).build();
  }

  private static List<Long> create(Prediction.Builder... predictions) {
    CreatePredictionsResponse response =
        SERVER.predictions().createPredictions(request(predictions));
    assertThat(response.getErrorsList()).isEmpty();
    return response.getIdsList();
  }

  private static Prediction get(long id) {
    return SERVER
        .predictions()
        .getPrediction(
            GetPredictionRequest.newBuilder()
                .setId(id)
                .setExtraFormat(ExtraFormat.EXTRA_FORMAT_JSON)
                .build())
        .getPrediction();
  }

  private static List<String> list(String filter) {
    return SERVER
        .predictions()
        .listPredictions(ListPredictionsRequest.newBuilder().setFilter(filter).build())
        .getPredictionsList()
        .stream()
        .map(Prediction::getImageId)
        .toList();
  }

  @Test
  void everyField_comesBackAsItWasSent() {
    Prediction sent =
        defect("frame \"1\"; DROP TABLE predictions", "crack")
            .setTime(at(NOON))
            .setCameraId(3)
            .setConfidenceLower(0.8)
            .setConfidenceUpper(0.95)
            .addConfidenceScores(0.9)
            .addConfidenceScores(0.1)
            .addDetections(detection("person", 0.9, 10, 20, 30.5, 40))
            .addDetections(detection("größe ☃", 0.25, 0, 0, 0, 0))
            .addDetections(detection("nowhere", 0.5))
            .setBoundingBoxes(
                ListValue.newBuilder()
                    .addValues(
                        Value.newBuilder()
                            .setStructValue(
                                Struct.newBuilder()
                                    .putFields(
                                        "any", Value.newBuilder().setNumberValue(1).build()))))
            .setInferenceTimeMs(42.5)
            .setProcessingTimeMs(0)
            .setProcessingNotes("a note")
            .setStatus("success")
            .setRequestId("r-1")
            .setBatchId("b-1")
            .setUserAgent("agent/1")
            .setIpAddress("::1")
            .setInputFeaturesJson("{\"big\": 9007199254740993}")
            .setPredictionJson("2.5")
            .setExtraJson("{\"k\": [1, null]}")
            .build();
    Prediction found = get(create(sent.toBuilder()).get(0));
    assertThat(
            found.toBuilder()
                .clearId()
                .clearPosition()
                .clearReceivedTime()
                .clearInputFeaturesJson()
                .clearExtraJson()
                .build())
        .isEqualTo(sent.toBuilder().clearInputFeaturesJson().clearExtraJson().build());
    assertThat(found.getInputFeaturesJson()).isEqualTo("{\"big\": 9007199254740993}");
    assertThat(found.getPosition()).isPositive();
  }

  @Test
  void boundingBoxes_becomeDetectionsIfTheyCanBeRead() {
    ListValue boxes =
        ListValue.newBuilder()
            .addValues(box("{'bbox': [1, 2, 3, 4], 'class': 'a', 'confidence': 0.5}"))
            .addValues(box("{'x': 1, 'y': 2, 'width': 10, 'height': 20, 'label': 'b'}"))
            .addValues(box("{'x1': 4, 'y1': 3, 'x2': 2, 'y2': 1}"))
            .addValues(box("{'what': 'ever'}"))
            .build();
    Prediction found = get(create(ok("boxes").setBoundingBoxes(boxes)).get(0));
    assertThat(found.getDetectionsList())
        .containsExactly(
            detection("a", 0.5, 1, 2, 3, 4),
            detection("b", 0, 1, 2, 11, 22).toBuilder().clearConfidence().build());
    assertThat(found.getBoundingBoxes()).isEqualTo(boxes);
  }

  private static Value box(String json) {
    Struct.Builder struct = Struct.newBuilder();
    try {
      com.google.protobuf.util.JsonFormat.parser().merge(json.replace('\'', '"'), struct);
    } catch (com.google.protobuf.InvalidProtocolBufferException error) {
      throw new AssertionError(error);
    }
    return Value.newBuilder().setStructValue(struct).build();
  }

  @ParameterizedTest
  @CsvSource({
    "confidence, 1.1",
    "confidence, -0.1",
    "confidence, NaN",
    "inference_time_ms, -1",
    "inference_time_ms, Infinity",
  })
  void badNumber_isNamed(String field, double value) {
    Prediction.Builder bad = ok("bad");
    bad.setField(Prediction.getDescriptor().findFieldByName(field), value);
    assertThat(Errors.badFields(() -> SERVER.predictions().createPredictions(request(bad))))
        .containsExactly("predictions[0]." + field);
  }

  @Test
  void badPrediction_doesNotTakeItsNeighboursAlong() {
    CreatePredictionsResponse response =
        SERVER
            .predictions()
            .createPredictions(
                request(
                    ok("a"),
                    ok("typed").setDefectType("crack"),
                    ok("boxed").addDetections(detection("x", 1, 5, 5, 1, 1)),
                    ok("long").setImageId("x".repeat(201)),
                    ok("b")));
    assertThat(response.getErrorsList())
        .extracting(error -> error.getFieldViolations(0).getField())
        .containsExactly(
            "predictions[1].defect_type",
            "predictions[2].detections[0].bbox",
            "predictions[3].image_id");
    assertThat(response.getIdsList().stream().map(id -> id > 0))
        .containsExactly(true, false, false, false, true);
    assertThat(list("")).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void failedPrediction_isStoredAndCounted() {
    create(ok("fine"), ok("failed").setErrorMessage("CUDA out of memory"));
    assertThat(list("status = error")).containsExactly("failed");
    PredictionCounts counts = stats("").getCounts();
    assertThat(counts.getSuccessRate()).isEqualTo(50);
    assertThat(counts.getFailureCount()).isEqualTo(1);
  }

  @Test
  void secrets_areMaskedInNotesAndErrors() {
    long id = create(ok("s").setProcessingNotes("rtsp://admin:hunter2@10.0.0.1/stream")).get(0);
    assertThat(get(id).getProcessingNotes()).doesNotContain("hunter2");
  }

  @Test
  void filters_find() {
    create(
        ok("plain").setCameraId(1),
        defect("cracked", "crack")
            .setCameraId(2)
            .setConfidence(0.4)
            .addDetections(detection("person", 0.5, 0, 0, 1, 1)),
        ok("old").setModelVersion("v0.9").setExtraJson("{\"line\": {\"no\": 7}}"));
    assertThat(list("defect_detected = true AND confidence < 0.6")).containsExactly("cracked");
    assertThat(list("class = person")).containsExactly("cracked");
    assertThat(list("-class:*")).containsExactlyInAnyOrder("plain", "old");
    assertThat(list("extra.line.no = 7")).containsExactly("old");
    assertThat(list("crack")).containsExactly("cracked");
    assertThat(Errors.badFields(() -> list("level = ERROR"))).containsExactly("filter");
  }

  @Test
  void pages_haveEveryPredictionOnce() {
    List<Prediction.Builder> many = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      many.add(ok("p" + i).setTime(at(NOON + i / 5)));
    }
    create(many.toArray(Prediction.Builder[]::new));
    List<String> seen = new ArrayList<>();
    String token = "";
    do {
      ListPredictionsResponse page =
          SERVER
              .predictions()
              .listPredictions(
                  ListPredictionsRequest.newBuilder()
                      .setPageSize(10)
                      .setPageToken(token)
                      .setWithTotal(true)
                      .build());
      assertThat(page.getTotalSize()).isEqualTo(25);
      page.getPredictionsList().forEach(each -> seen.add(each.getImageId()));
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    assertThat(seen).hasSize(25).doesNotHaveDuplicates();
    assertThat(seen.get(0)).isEqualTo("p24");
  }

  @Test
  void requestId_storesOnce() {
    CreatePredictionsRequest request =
        request(ok("once")).toBuilder().setRequestId(UUID.randomUUID().toString()).build();
    CreatePredictionsResponse first = SERVER.predictions().createPredictions(request);
    assertThat(SERVER.predictions().createPredictions(request)).isEqualTo(first);
    assertThat(list("")).containsExactly("once");
  }

  private static PredictionStats stats(String filter) {
    return SERVER
        .predictions()
        .getPredictionStats(GetPredictionStatsRequest.newBuilder().setFilter(filter).build())
        .getStats();
  }

  @Test
  void stats_areExactAtOnceAndAfterDeletions() {
    create(
        ok("a").setTime(at(NOON)).setInferenceTimeMs(10),
        defect("b", "crack").setTime(at(NOON + 60)).setConfidence(0.3).setInferenceTimeMs(20),
        defect("c", "dent").setTime(at(NOON + 120)).setConfidence(0.6).setModelVersion("v2"),
        defect("d", "crack").setTime(at(NOON + 180)).clearConfidence().setEdgeDeviceId("edge-2"));
    PredictionStats stats = stats("");
    assertThat(stats.getCounts().getTotalCount()).isEqualTo(4);
    assertThat(stats.getCounts().getDefectCount()).isEqualTo(3);
    assertThat(stats.getCounts().getDefectRate()).isEqualTo(75);
    assertThat(stats.getCounts().getAverageConfidence()).isCloseTo(0.6, within(1e-12));
    assertThat(stats.getCounts().getAverageInferenceTimeMs()).isEqualTo(15);
    assertThat(keys(stats.getByDefectTypeList())).containsExactly("crack=2", "dent=1");
    assertThat(keys(stats.getByEdgeDeviceList())).containsExactly("edge-1=3", "edge-2=1");
    assertThat(keys(stats.getByModelList())).containsExactly("yolov8m v1.0=3", "yolov8m v2=1");
    assertThat(stats.getFirstTime()).isEqualTo(at(NOON));
    assertThat(stats.getLastTime()).isEqualTo(at(NOON + 180));
    assertThat(stats("defect_type = crack").getCounts().getTotalCount()).isEqualTo(2);
    assertThat(Errors.badFields(() -> stats("confidence > 0.5"))).containsExactly("filter");

    DeletePredictionsRequest crack =
        DeletePredictionsRequest.newBuilder().setFilter("defect_type = crack").build();
    assertThat(
            SERVER
                .predictions()
                .deletePredictions(crack.toBuilder().setDryRun(true).build())
                .getDeletedCount())
        .isEqualTo(2);
    DeletePredictionsResponse deleted = SERVER.predictions().deletePredictions(crack);
    assertThat(deleted.getDeletedCount()).isEqualTo(2);
    PredictionCounts left = stats("").getCounts();
    assertThat(left.getTotalCount()).isEqualTo(2);
    assertThat(left.getAverageConfidence()).isEqualTo(0.75);
    assertThat(left.getAverageInferenceTimeMs()).isEqualTo(10);
  }

  private static List<String> keys(List<PredictionGroup> groups) {
    return groups.stream()
        .map(group -> group.getKey() + "=" + group.getCounts().getTotalCount())
        .toList();
  }

  @Test
  void histogram_hasDefectsByModelVersion() {
    create(
        ok("a").setTime(at(NOON)),
        defect("b", "crack").setTime(at(NOON + 60)),
        defect("c", "dent").setTime(at(NOON + 60)).setModelVersion("v2"));
    List<PredictionBucket> buckets =
        SERVER
            .predictions()
            .getPredictionHistogram(
                GetPredictionHistogramRequest.newBuilder()
                    .setStart(at(NOON))
                    .setEnd(at(NOON + 180))
                    .setBuckets(3)
                    .build())
            .getBucketsList();
    assertThat(buckets)
        .extracting(bucket -> bucket.getCounts().getTotalCount())
        .containsExactly(1L, 2L, 0L);
    assertThat(keys(buckets.get(1).getGroupsList())).containsExactly("v1.0=1", "v2=1");
    assertThat(buckets.get(1).getCounts().getDefectRate()).isEqualTo(100);
  }

  @Test
  void tail_goesOnExactlyWhereItWas() {
    List<Long> ids = create(ok("a"), defect("b", "crack"), ok("c"), defect("d", "dent"));
    long before = get(ids.get(0)).getPosition() - 1;
    Iterator<TailPredictionsResponse> tail =
        SERVER
            .predictions()
            .tailPredictions(
                TailPredictionsRequest.newBuilder()
                    .setFilter("defect_detected = true")
                    .setAfterPosition(before)
                    .build());
    List<String> seen = new ArrayList<>();
    while (seen.size() < 2) {
      tail.next().getPredictionsList().forEach(each -> seen.add(each.getImageId()));
    }
    assertThat(seen).containsExactly("b", "d");
  }

  @Test
  void unknownPrediction_isNotFound() {
    assertThat(Errors.code(() -> get(9_999_999_999L))).isEqualTo(Code.NOT_FOUND);
  }
}
