package dev.visionlog.server.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import dev.visionlog.server.testing.Errors;
import dev.visionlog.server.testing.TestServer;
import dev.visionlog.v1.CreatePredictionsRequest;
import dev.visionlog.v1.Detection;
import dev.visionlog.v1.ExportPredictionsRequest;
import dev.visionlog.v1.ExportPredictionsResponse;
import dev.visionlog.v1.ImageData;
import dev.visionlog.v1.Prediction;
import dev.visionlog.v1.PredictionExportFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files of predictions that came in through the contract. */
class ExportPredictionsIT {
  private final TestServer server = TestServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void ndjson_hasWhatWasWritten() {
    create(
        prediction("a", detection("dog", 1, 2, 30, 40)).toBuilder()
            .setModelName("yolo")
            .setConfidence(0.75)
            .setPredictionJson("{\"n\":9223372036854775807}")
            .build(),
        prediction("b"));

    String[] lines = export("", PredictionExportFormat.PREDICTION_EXPORT_FORMAT_NDJSON).split("\n");

    assertThat(lines).hasSize(2);
    assertThat(lines[0])
        .contains(
            "\"image_id\":\"a\"",
            "\"model_name\":\"yolo\"",
            "\"confidence\":0.75",
            "\"prediction\":{\"n\": 9223372036854775807}",
            "\"detections\":[{\"class\":\"dog\",\"confidence\":0.5,\"bbox\":[1.0,2.0,30.0,40.0]}]");
    assertThat(export("image_id = b", PredictionExportFormat.PREDICTION_EXPORT_FORMAT_CSV).lines())
        .hasSize(2);
  }

  @Test
  void json_hasEachOfManyOnceAndTheirCount() {
    List<Prediction> many = new ArrayList<>();
    for (int i = 0; i < 1_100; i++) {
      many.add(prediction("p" + i));
    }
    create(many.toArray(Prediction[]::new));

    Struct document = json(export("", PredictionExportFormat.PREDICTION_EXPORT_FORMAT_JSON));

    assertThat(list(document, "predictions"))
        .extracting(each -> each.getFieldsOrThrow("image_id").getStringValue())
        .hasSize(1_100)
        .doesNotHaveDuplicates();
    assertThat(document.getFieldsOrThrow("count").getNumberValue()).isEqualTo(1_100);
  }

  @Test
  void coco_keepsCategoriesFromExportToExport() {
    ImageData image = ImageData.newBuilder().setData(picture(64, 48)).build();
    create(
        prediction("a", detection("dog", 1, 2, 30, 40), detection("cat", 0, 0, 10, 10)).toBuilder()
            .setImage(image)
            .build(),
        prediction("b"),
        prediction("c", detection("ant", 0, 0, 200.5, 100)));

    Struct all = json(export("", PredictionExportFormat.PREDICTION_EXPORT_FORMAT_COCO));
    Struct some =
        json(export("image_id = c", PredictionExportFormat.PREDICTION_EXPORT_FORMAT_COCO));

    assertThat(list(all, "categories")).isEqualTo(list(some, "categories")).hasSize(3);
    assertThat(list(all, "images")).hasSize(3);
    assertThat(list(all, "images").get(0).getFieldsMap())
        .containsEntry("width", number(64))
        .containsEntry("height", number(48));
    assertThat(list(all, "images").get(0).getFieldsOrThrow("file_name").getStringValue())
        .endsWith(".jpg");
    assertThat(list(all, "annotations")).hasSize(3);
    assertThat(list(some, "annotations").get(0).getFieldsMap())
        .containsEntry(
            "category_id", list(all, "annotations").get(2).getFieldsOrThrow("category_id"))
        .containsEntry("image_id", list(some, "images").get(0).getFieldsOrThrow("id"))
        .containsEntry("score", number(0.5));
  }

  @Test
  void callerThatLeaves_endsTheExport() {
    List<Prediction> many = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      many.add(prediction("x".repeat(200), detection("dog", 0, 0, 1, 1)));
    }
    create(many.toArray(Prediction[]::new));

    io.grpc.Context.CancellableContext context = io.grpc.Context.current().withCancellation();
    context.run(
        () -> {
          Iterator<ExportPredictionsResponse> answers =
              server
                  .predictions()
                  .exportPredictions(
                      request("", PredictionExportFormat.PREDICTION_EXPORT_FORMAT_COCO));
          assertThat(answers.next().getData().isEmpty()).isFalse();
        });
    context.cancel(null);

    await()
        .untilAsserted(
            () ->
                assertThat(
                        server.count(
                            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND state <> 'idle' AND query LIKE '%predictions%'"
                                + " AND pid <> pg_backend_pid()"))
                    .isZero());
    assertThat(
            json(export("", PredictionExportFormat.PREDICTION_EXPORT_FORMAT_COCO)).getFieldsMap())
        .containsKey("info");
  }

  @Test
  void badRequests_nameTheField() {
    assertThat(
            Errors.badFields(
                () -> export("confidence >", PredictionExportFormat.PREDICTION_EXPORT_FORMAT_CSV)))
        .containsExactly("filter");
    assertThat(
            Errors.badFields(
                () -> text(ExportPredictionsRequest.newBuilder().setFormatValue(9).build())))
        .containsExactly("format");
  }

  private void create(Prediction... predictions) {
    assertThat(
            server
                .predictions()
                .createPredictions(
                    CreatePredictionsRequest.newBuilder()
                        .addAllPredictions(List.of(predictions))
                        .build())
                .getErrorsList())
        .isEmpty();
  }

  private static Prediction prediction(String imageId, Detection... detections) {
    return Prediction.newBuilder()
        .setImageId(imageId)
        .addAllDetections(List.of(detections))
        .build();
  }

  private static Detection detection(String name, double... box) {
    Detection.Builder detection = Detection.newBuilder().setClassName(name).setConfidence(0.5);
    for (double side : box) {
      detection.addBbox(side);
    }
    return detection.build();
  }

  private static ByteString picture(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", bytes);
    } catch (IOException error) {
      throw new AssertionError(error);
    }
    return ByteString.copyFrom(bytes.toByteArray());
  }

  private String export(String filter, PredictionExportFormat format) {
    return text(request(filter, format));
  }

  private static ExportPredictionsRequest request(String filter, PredictionExportFormat format) {
    return ExportPredictionsRequest.newBuilder().setFilter(filter).setFormat(format).build();
  }

  private String text(ExportPredictionsRequest request) {
    ByteString data = ByteString.EMPTY;
    Iterator<ExportPredictionsResponse> answers = server.predictions().exportPredictions(request);
    while (answers.hasNext()) {
      data = data.concat(answers.next().getData());
    }
    return data.toStringUtf8();
  }

  private static Struct json(String text) {
    try {
      Struct.Builder json = Struct.newBuilder();
      JsonFormat.parser().merge(text, json);
      return json.build();
    } catch (InvalidProtocolBufferException error) {
      throw new AssertionError(text, error);
    }
  }

  private static List<Struct> list(Struct document, String name) {
    return document.getFieldsOrThrow(name).getListValue().getValuesList().stream()
        .map(Value::getStructValue)
        .toList();
  }

  private static Value number(double number) {
    return Value.newBuilder().setNumberValue(number).build();
  }
}
