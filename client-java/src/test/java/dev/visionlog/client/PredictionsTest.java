package dev.visionlog.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.v1.ImageFormat;
import dev.visionlog.v1.WritePredictionsRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Predictions and images on their way to a server that keeps the contract, and that may fail. */
class PredictionsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MIB = 1 << 20;

  private final ScriptedServer server = new ScriptedServer(request -> null);
  private final PredictionRecorder recorder = server.predictions;
  private final Random random = new Random(5);

  @TempDir private Path folder;

  @AfterEach
  void end() {
    server.close();
  }

  private ClientSettings.Builder settings() {
    return ClientSettings.builder()
        .endpoint(server.address())
        .watchThresholds(false)
        .predictionBatchAge(Duration.ofMillis(20))
        .retryDelay(Duration.ofMillis(10))
        .maxRetryDelay(Duration.ofMillis(100));
  }

  private static ClientSettings.Builder away(ClientSettings.Builder settings) {
    return settings.endpoint("127.0.0.1:1");
  }

  private static ClientSettings.Builder spooling(ClientSettings.Builder settings, Path folder) {
    return settings.spool(folder.resolve("spool")).spoolMinFreeBytes(0).maxRetries(0);
  }

  private Image image(int bytes) {
    byte[] file = new byte[bytes];
    random.nextBytes(file);
    return Image.encoded(file);
  }

  private static void predict(VisionlogClient client, int from, int to) {
    for (int i = from; i < to; i++) {
      client.predict(Prediction.builder(Integer.toString(i)).build());
    }
  }

  private static List<String> numbers(int to) {
    return IntStream.range(0, to).mapToObj(Integer::toString).toList();
  }

  private static void assertSumHolds(ClientStats stats) {
    assertThat(stats.accepted())
        .as(stats.toString())
        .isEqualTo(stats.sent() + stats.rejected() + stats.droppedTotal() + stats.buffered());
  }

  @Test
  void prediction_arrivesWithAllThatWasSaidOfIt() {
    Image image = image(100_000);
    try (VisionlogClient client = VisionlogClient.start(settings().name("press-4").build())) {
      client.predict(
          Prediction.builder("frame_1")
              .time(Instant.parse("2026-03-01T10:00:00.123456Z"))
              .cameraId(3)
              .model("yolov8m", "v1.2", "Production")
              .confidence(0.9)
              .confidenceInterval(0.8, 0.95)
              .scores(List.of(0.9, 0.4))
              .defect("scratch")
              .detection(new Detection("scratch", 0.9, 10, 20, 30.5, 40))
              .boundingBoxesJson("[{\"bbox\":[1,2,3,4],\"ok\":true,\"name\":null},[\"x\"]]")
              .inferenceTime(Duration.ofNanos(45_200_000))
              .processingTime(Duration.ofSeconds(2))
              .notes("by night")
              .status("partial")
              .errorMessage("second camera is off")
              .requestId("r-1")
              .batchId("b-1")
              .userAgent("edge/1")
              .ipAddress("10.0.0.7")
              .inputFeatures(Map.of("exposure", 9_007_199_254_740_993L))
              .outputJson("[1,{}]")
              .extra("shift", 2)
              .image(image)
              .build());
      assertThat(client.flush(PATIENCE).complete()).isTrue();
      assertThat(client.predictionStats().sent()).isEqualTo(1);
      assertThat(client.stats().accepted()).isZero();
    }
    dev.visionlog.v1.Prediction stored = recorder.stored.get(0);
    assertThat(stored.toBuilder().clearImage().build().toString())
        .isEqualTo(
            """
            image_id: "frame_1"
            time {
              seconds: 1772359200
              nanos: 123456000
            }
            camera_id: 3
            edge_device_id: "press-4"
            model_name: "yolov8m"
            model_version: "v1.2"
            model_stage: "Production"
            confidence: 0.9
            confidence_lower: 0.8
            confidence_upper: 0.95
            confidence_scores: 0.9
            confidence_scores: 0.4
            defect_detected: true
            defect_type: "scratch"
            detections {
              class_name: "scratch"
              confidence: 0.9
              bbox: 10.0
              bbox: 20.0
              bbox: 30.5
              bbox: 40.0
            }
            bounding_boxes {
              values {
                struct_value {
                  fields {
                    key: "bbox"
                    value {
                      list_value {
                        values {
                          number_value: 1.0
                        }
                        values {
                          number_value: 2.0
                        }
                        values {
                          number_value: 3.0
                        }
                        values {
                          number_value: 4.0
                        }
                      }
                    }
                  }
                  fields {
                    key: "name"
                    value {
                      null_value: NULL_VALUE
                    }
                  }
                  fields {
                    key: "ok"
                    value {
                      bool_value: true
                    }
                  }
                }
              }
              values {
                list_value {
                  values {
                    string_value: "x"
                  }
                }
              }
            }
            inference_time_ms: 45.2
            processing_time_ms: 2000.0
            processing_notes: "by night"
            status: "partial"
            error_message: "second camera is off"
            request_id: "r-1"
            batch_id: "b-1"
            user_agent: "edge/1"
            ip_address: "10.0.0.7"
            input_features_json: "{\\"exposure\\":9007199254740993}"
            prediction_json: "[1,{}]"
            extra_json: "{\\"shift\\":2}"
            """);
    assertThat(stored.getImage().getData().asReadOnlyByteBuffer()).isEqualTo(image.data());
  }

  @Test
  void rawFrame_arrivesWithItsSizeAndFormat() {
    Image frame = Image.raw(new byte[] {1, 2, 3, 4, 5, 6}, PixelFormat.BGR, 1, 2);
    try (VisionlogClient client = VisionlogClient.start(settings().build())) {
      client.predict(Prediction.builder("raw").edgeDeviceId("d").image(frame).build());
    }
    dev.visionlog.v1.Prediction stored = recorder.stored.get(0);
    assertThat(stored.getEdgeDeviceId()).isEqualTo("d");
    assertThat(stored.getImage().getFormat()).isEqualTo(ImageFormat.IMAGE_FORMAT_RAW_BGR);
    assertThat(stored.getImage().getWidth()).isEqualTo(1);
    assertThat(stored.getImage().getHeight()).isEqualTo(2);
    assertThat(stored.getImage().getData().toByteArray()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void batches_areCutByCountAndByBytes() {
    try (VisionlogClient client =
        VisionlogClient.start(settings().predictionBatchAge(Duration.ofMinutes(1)).build())) {
      predict(client, 0, 40);
      for (int i = 40; i < 50; i++) {
        client.predict(Prediction.builder(Integer.toString(i)).image(image(MIB)).build());
      }
      client.predict(Prediction.builder("50").image(image(10 * MIB)).build());
      client.predict(Prediction.builder("51").image(image(Image.MAX_BYTES)).build());
      assertThat(client.flush(PATIENCE).complete()).isTrue();
    }
    assertThat(recorder.storedIds()).isEqualTo(numbers(52));
    assertThat(recorder.seen)
        .allSatisfy(
            request -> {
              assertThat(request.getPredictionsCount()).isLessThanOrEqualTo(32);
              if (request.getPredictionsCount() > 1) {
                assertThat(request.getSerializedSize()).isLessThanOrEqualTo(4 * MIB + 200);
              }
            });
    assertThat(recorder.seen).extracting(WritePredictionsRequest::getPredictionsCount).contains(32);
  }

  @Test
  void batchWhoseAnswerWasLost_isStoredOnceAndInOrder() {
    Predicate<WritePredictionsRequest> sometimes = request -> random.nextInt(4) == 0;
    recorder.failsBefore = sometimes;
    recorder.failsAfter = sometimes;
    try (VisionlogClient client =
        VisionlogClient.start(settings().predictionBatchEntries(7).build())) {
      predict(client, 0, 500);
      assertThat(client.flush(PATIENCE).complete()).isTrue();
      assertThat(client.predictionStats().sent()).isEqualTo(500);
      assertThat(client.predictionStats().retried()).isPositive();
      assertSumHolds(client.predictionStats());
    }
    assertThat(recorder.storedIds()).isEqualTo(numbers(500));
  }

  @Test
  void whatIsRefusedOrLosesItsImage_isCountedAndTold() {
    recorder.refuses = prediction -> prediction.getImageId().equals("2");
    recorder.losesImage = prediction -> prediction.getImageId().equals("4");
    List<String> told = new CopyOnWriteArrayList<>();
    try (VisionlogClient client = VisionlogClient.start(settings().build())) {
      client.addListener(
          new ClientListener() {
            @Override
            public void predictionsRejected(List<PredictionFault> rejections) {
              rejections.forEach(each -> told.add("rejected " + each));
            }

            @Override
            public void imagesNotStored(List<PredictionFault> faults) {
              faults.forEach(each -> told.add("no image " + each));
            }
          });
      for (int i = 0; i < 6; i++) {
        client.predict(Prediction.builder(Integer.toString(i)).image(image(1_000)).build());
      }
      assertThat(client.flush(PATIENCE).complete()).isTrue();
      assertThat(client.predictionStats().sent()).isEqualTo(5);
      assertThat(client.predictionStats().rejected()).isEqualTo(1);
      assertThat(client.predictionStats().withoutImage()).isEqualTo(1);
      assertSumHolds(client.predictionStats());
    }
    assertThat(told)
        .containsExactly(
            "rejected PredictionFault[imageId=2, reason=Invalid image_id]",
            "no image PredictionFault[imageId=4, reason=The disk is full]");
  }

  @Test
  void imagesThatTheServerDoesNotTake_holdNoEntryUp() {
    CountDownLatch released = new CountDownLatch(1);
    recorder.failsBefore =
        request -> {
          try {
            released.await();
          } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
          }
          return false;
        };
    try (VisionlogClient client = VisionlogClient.start(settings().build())) {
      for (int i = 0; i < 30; i++) {
        client.predict(Prediction.builder("image").image(image(MIB)).build());
      }
      await().until(() -> !recorder.seen.isEmpty());
      for (int i = 1; i <= 20; i++) {
        client.log(Level.INFO, "x".repeat(10_000));
        long sent = i;
        await().until(() -> client.stats().sent() == sent);
      }
      assertThat(client.predictionStats().sent()).isZero();
      released.countDown();
      assertThat(client.flush(PATIENCE).complete()).isTrue();
      assertThat(client.predictionStats().sent()).isEqualTo(30);
    }
    assertThat(recorder.seen.get(0).getWriterId()).isNotEqualTo(server.seen.get(0).getWriterId());
  }

  @Test
  void imagesWithoutAServer_takeBoundedMemory() {
    ClientSettings small =
        away(settings()).predictionQueueBytes(8 * MIB).predictionBatchBytes(MIB).build();
    VisionlogClient client = VisionlogClient.start(small);
    for (int i = 0; i < 100; i++) {
      client.predict(Prediction.builder("x").image(image(200_000)).build());
    }
    await().until(() -> client.predictionStats().bufferedInMemory() < 70);
    ClientStats stats = client.predictionStats();
    // The queue's 8 MiB, and four batches of 1 MiB that are ready to be sent.
    assertThat(stats.bufferedInMemory()).isBetween(30L, 12L * MIB / 200_000);
    assertThat(stats.dropped()).containsOnlyKeys(DropReason.QUEUE_FULL);
    assertSumHolds(stats);
    client.close();
    assertThat(client.predictionStats().buffered()).isZero();
    assertSumHolds(client.predictionStats());
  }

  @Test
  void spooledPredictions_areSentByTheNextStartWithTheirImages() {
    List<Image> images = IntStream.range(0, 30).mapToObj(i -> image(200_000 + i)).toList();
    VisionlogClient first = VisionlogClient.start(spooling(away(settings()), folder).build());
    for (int i = 0; i < 30; i++) {
      first.predict(Prediction.builder(Integer.toString(i)).image(images.get(i)).build());
    }
    first.log(Level.INFO, "an entry");
    await().until(() -> first.predictionStats().bufferedInSpool() > 0);
    FlushResult end = first.closeAndTell();
    assertThat(end.safe()).isTrue();
    assertThat(end.spooled()).isEqualTo(31);

    try (VisionlogClient second = VisionlogClient.start(spooling(settings(), folder).build())) {
      await().until(() -> second.predictionStats().sent() == 30);
      assertThat(second.predictionStats().recovered()).isEqualTo(30);
      await().until(() -> second.stats().sent() == 1);
      predict(second, 30, 40);
    }
    assertThat(recorder.storedIds()).isEqualTo(numbers(40));
    for (int i = 0; i < 30; i++) {
      assertThat(recorder.stored.get(i).getImage().getData().asReadOnlyByteBuffer())
          .isEqualTo(images.get(i).data());
    }
    assertThat(server.stored).containsExactly("an entry");
  }

  @Test
  void close_sendsWhatWaits() {
    VisionlogClient client =
        VisionlogClient.start(settings().predictionBatchAge(Duration.ofMinutes(1)).build());
    predict(client, 0, 10);
    assertThat(client.closeAndTell().complete()).isTrue();
    assertThat(recorder.storedIds()).isEqualTo(numbers(10));
    predict(client, 10, 12);
    assertThat(client.predictionStats().dropped()).isEqualTo(Map.of(DropReason.CLOSED, 2L));
    assertSumHolds(client.predictionStats());
  }

  @Test
  void clientThatPredictsNothing_hasNoThreadForIt() {
    try (VisionlogClient client = VisionlogClient.start(settings().build())) {
      client.log(Level.INFO, "x");
      assertThat(client.flush(PATIENCE).complete()).isTrue();
      assertThat(Thread.getAllStackTraces().keySet())
          .extracting(Thread::getName)
          .doesNotContain("visionlog-predictions");
    }
  }

  @Test
  void switchedOff_countsWhatItIsGiven() {
    VisionlogClient client = VisionlogClient.start(settings().enabled(false).build());
    predict(client, 0, 1);
    assertThat(client.predictionStats().dropped()).isEqualTo(Map.of(DropReason.DISABLED, 1L));
    assertThat(client.flush(PATIENCE).complete()).isTrue();
    client.close();
  }
}
