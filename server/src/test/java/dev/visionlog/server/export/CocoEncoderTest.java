package dev.visionlog.server.export;

import static dev.visionlog.server.export.Predictions.detection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.visionlog.server.model.Detection;
import dev.visionlog.server.model.Prediction;
import dev.visionlog.server.model.PredictionImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CocoEncoderTest {
  private static final PredictionImage IMAGE =
      PredictionImage.stored("2026/01/31/defects/a.jpg", 1, 640, 480);

  private final FakeCategoryStore categories = new FakeCategoryStore();

  @TempDir Path folder;

  @Test
  void document_hasImagesAnnotationsAndCategories() {
    Struct coco =
        export(
            1,
            prediction(
                11, IMAGE, detection("dog", 10, 20, 110, 70.5), detection("cat", 0, 0, 0, 0)),
            prediction(12, IMAGE),
            prediction(13, IMAGE, detection("dog", null, new Detection.Box(1, 2, 3, 4))));

    assertThat(list(coco, "images"))
        .containsExactly(
            Exported.json(image(11)), Exported.json(image(12)), Exported.json(image(13)));
    assertThat(list(coco, "annotations"))
        .containsExactly(
            Exported.json(
                "{\"id\":1,\"image_id\":11,\"category_id\":1,\"bbox\":[10,20,100,50.5],\"area\":5050,\"iscrowd\":0,"
                    + "\"segmentation\":[[10,20,110,20,110,70.5,10,70.5]],\"score\":0.75}"),
            Exported.json(
                "{\"id\":2,\"image_id\":11,\"category_id\":2,\"bbox\":[0,0,0,0],\"area\":0,\"iscrowd\":0,"
                    + "\"segmentation\":[[0,0,0,0,0,0,0,0]],\"score\":0.75}"),
            Exported.json(
                "{\"id\":3,\"image_id\":13,\"category_id\":1,\"bbox\":[1,2,2,2],\"area\":4,\"iscrowd\":0,"
                    + "\"segmentation\":[[1,2,3,2,3,4,1,4]]}"));
    assertThat(list(coco, "categories"))
        .containsExactly(
            Exported.json("{\"id\":1,\"name\":\"dog\",\"supercategory\":\"\"}"),
            Exported.json("{\"id\":2,\"name\":\"cat\",\"supercategory\":\"\"}"));
    assertThat(coco.getFieldsOrThrow("licenses").hasListValue()).isTrue();
    assertThat(info(coco, "image_count")).isEqualTo(3);
    assertThat(info(coco, "annotation_count")).isEqualTo(3);
    assertThat(info(coco, "year")).isEqualTo(2026);
  }

  @Test
  void categories_keepTheirNumbersFromExportToExport() {
    export(1, prediction(1, IMAGE, detection("dog", 0, 0, 1, 1)));

    Struct second =
        export(
            1,
            prediction(2, IMAGE, detection("cat", 0, 0, 1, 1)),
            prediction(3, IMAGE, detection("dog", 0, 0, 1, 1)));

    assertThat(list(second, "annotations"))
        .extracting(annotation -> number(annotation, "category_id"))
        .containsExactly(2.0, 1.0);
  }

  @Test
  void predictionWithoutAnImage_hasRoomForItsBoxes() {
    Prediction noFile =
        Predictions.named(
            5, "frame_5", detection("a", 5, 5, 100.2, 50), detection("b", null, null));

    Struct coco = export(1, noFile, prediction(6, PredictionImage.NONE));

    assertThat(list(coco, "images").get(0).getFieldsMap())
        .containsEntry("file_name", text("frame_5"))
        .containsEntry("width", value(101))
        .containsEntry("height", value(50))
        .containsEntry("size_known", Value.newBuilder().setBoolValue(false).build());
    assertThat(list(coco, "images").get(1).getFieldsMap())
        .containsEntry("file_name", text("prediction_6"))
        .containsEntry("width", value(1));
    assertThat(info(coco, "images_without_file")).isEqualTo(2);
    assertThat(info(coco, "images_without_size")).isEqualTo(2);
    assertThat(info(coco, "left_out_detections_without_box")).isEqualTo(1);
  }

  @Test
  void failedPrediction_isNoImageWithoutObjects() {
    Struct coco =
        export(
            1,
            Predictions.bare(1, "error", IMAGE, List.of()),
            prediction(2, IMAGE, detection("", 0, 0, 1, 1)));

    assertThat(list(coco, "images")).hasSize(1);
    assertThat(info(coco, "left_out_failed_predictions")).isEqualTo(1);
    assertThat(list(coco, "categories").get(0).getFieldsMap())
        .containsEntry("name", text("unlabelled"));
  }

  @Test
  void emptyExport_isAValidDocument() {
    Struct coco = export(1);

    assertThat(list(coco, "images")).isEmpty();
    assertThat(list(coco, "annotations")).isEmpty();
    assertThat(list(coco, "categories")).isEmpty();
  }

  @Test
  void largeExport_holdsTogether() {
    Random random = new Random(1);
    List<Prediction> predictions = new ArrayList<>();
    for (int id = 1; id <= 5_000; id++) {
      Detection[] detections = new Detection[random.nextInt(6)];
      for (int i = 0; i < detections.length; i++) {
        double x = random.nextDouble() * 500;
        detections[i] = detection("class " + random.nextInt(30), x, x, x + 20, x + 30);
      }
      predictions.add(prediction(id, IMAGE, detections));
    }

    Struct coco = export(250, predictions.toArray(Prediction[]::new));

    Set<Double> images =
        list(coco, "images").stream().map(i -> number(i, "id")).collect(Collectors.toSet());
    Set<Double> classes =
        list(coco, "categories").stream().map(c -> number(c, "id")).collect(Collectors.toSet());
    Set<Double> ids = new HashSet<>();
    assertThat(images).hasSize(5_000);
    assertThat(list(coco, "annotations"))
        .hasSize((int) info(coco, "annotation_count"))
        .hasSize(predictions.stream().mapToInt(p -> p.detections().size()).sum())
        .allMatch(annotation -> ids.add(number(annotation, "id")))
        .allMatch(annotation -> images.contains(number(annotation, "image_id")))
        .allMatch(annotation -> classes.contains(number(annotation, "category_id")));
  }

  @Test
  void encoder_leavesNoFileBehind() {
    export(1, prediction(1, IMAGE, detection("a", 0, 0, 1, 1)));
    ExportEncoder<Prediction> unfinished = encoder();
    unfinished.encode(List.of(prediction(1, IMAGE, detection("a", 0, 0, 1, 1))));
    unfinished.close();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void encoder_saysThatItsFolderCannotBeUsed() {
    try (ExportEncoder<Prediction> encoder =
        PredictionFile.coco(categories, folder.resolve("none"), Predictions.TIME)) {
      assertThatThrownBy(() -> encoder.encode(List.of())).isInstanceOf(ExportSpoolException.class);
    }
  }

  private Struct export(int atATime, Prediction... predictions) {
    return Exported.json(Exported.file(encoder(), atATime, List.of(predictions)));
  }

  private ExportEncoder<Prediction> encoder() {
    return PredictionFile.coco(categories, folder, Predictions.TIME);
  }

  private static Prediction prediction(long id, PredictionImage image, Detection... detections) {
    return Predictions.bare(id, Prediction.SUCCESS, image, List.of(detections));
  }

  private static String image(long id) {
    return "{\"id\":"
        + id
        + ",\"file_name\":\"2026/01/31/defects/a.jpg\",\"width\":640,\"height\":480,"
        + "\"date_captured\":\"2026-01-31T12:00:00.123456Z\"}";
  }

  private static List<Struct> list(Struct coco, String name) {
    return coco.getFieldsOrThrow(name).getListValue().getValuesList().stream()
        .map(Value::getStructValue)
        .toList();
  }

  private static double number(Struct object, String field) {
    return object.getFieldsOrThrow(field).getNumberValue();
  }

  private static double info(Struct coco, String field) {
    return number(coco.getFieldsOrThrow("info").getStructValue(), field);
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  private static Value value(double number) {
    return Value.newBuilder().setNumberValue(number).build();
  }
}
