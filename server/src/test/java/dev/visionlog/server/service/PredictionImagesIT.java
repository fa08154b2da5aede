package dev.visionlog.server.service;

import static dev.visionlog.server.testing.Predictions.defect;
import static dev.visionlog.server.testing.Predictions.detection;
import static dev.visionlog.server.testing.Predictions.image;
import static dev.visionlog.server.testing.Predictions.jpeg;
import static dev.visionlog.server.testing.Predictions.ok;
import static dev.visionlog.server.testing.Predictions.picture;
import static dev.visionlog.server.testing.Predictions.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.rpc.Code;
import dev.visionlog.server.testing.Errors;
import dev.visionlog.server.testing.TestServer;
import dev.visionlog.v1.CheckImagesRequest;
import dev.visionlog.v1.CheckImagesResponse;
import dev.visionlog.v1.CleanupImagesRequest;
import dev.visionlog.v1.CleanupImagesResponse;
import dev.visionlog.v1.CreatePredictionsResponse;
import dev.visionlog.v1.DeletePredictionsRequest;
import dev.visionlog.v1.DeletePredictionsResponse;
import dev.visionlog.v1.GetImageStatsRequest;
import dev.visionlog.v1.GetImageStatsResponse;
import dev.visionlog.v1.GetPredictionImageRequest;
import dev.visionlog.v1.GetPredictionImageResponse;
import dev.visionlog.v1.GetPredictionRequest;
import dev.visionlog.v1.GetPredictionStatsRequest;
import dev.visionlog.v1.ImageData;
import dev.visionlog.v1.ImageFormat;
import dev.visionlog.v1.ImageStorage;
import dev.visionlog.v1.ImageView;
import dev.visionlog.v1.Prediction;
import dev.visionlog.v1.UploadPredictionRequest;
import dev.visionlog.v1.UploadPredictionResponse;
import io.grpc.stub.StreamObserver;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Predictions with images, from the message to the disk and back. */
class PredictionImagesIT {
  private static final TestServer SERVER =
      TestServer.start(
          "--images-max-size", "100KiB", "--images-formats", "jpeg, png, webp, bmp, raw");
  private static final Timestamp TIME = Timestamp.newBuilder().setSeconds(1_790_000_000).build();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @BeforeEach
  void clear() {
    SERVER
        .predictions()
        .deletePredictions(DeletePredictionsRequest.newBuilder().setDaysToKeep(0).build());
    assertThat(files()).isZero();
  }

  private static long files() {
    try (Stream<Path> all = Files.walk(SERVER.images())) {
      return all.filter(path -> path.getFileName().toString().startsWith("pred_")).count();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  private static Prediction create(Prediction.Builder prediction) {
    CreatePredictionsResponse response =
        SERVER.predictions().createPredictions(request(prediction));
    assertThat(response.getErrorsList()).isEmpty();
    return get(response.getIds(0));
  }

  private static Prediction get(long id) {
    return SERVER
        .predictions()
        .getPrediction(GetPredictionRequest.newBuilder().setId(id).build())
        .getPrediction();
  }

  private static byte[] load(GetPredictionImageRequest.Builder request) {
    Iterator<GetPredictionImageResponse> pieces =
        SERVER.predictions().getPredictionImage(request.build());
    ByteString all = ByteString.EMPTY;
    long size = -1;
    while (pieces.hasNext()) {
      GetPredictionImageResponse piece = pieces.next();
      size = size < 0 ? piece.getSizeBytes() : size;
      all = all.concat(piece.getData());
    }
    assertThat(all.size()).isEqualTo((int) size);
    return all.toByteArray();
  }

  private static GetPredictionImageRequest.Builder of(Prediction prediction, ImageView view) {
    return GetPredictionImageRequest.newBuilder().setId(prediction.getId()).setView(view);
  }

  private static BufferedImage read(byte[] image) {
    try {
      return ImageIO.read(new ByteArrayInputStream(image));
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  @Test
  void jpeg_comesBackByteForByteFromWhereTheSchemeSays() throws IOException {
    byte[] jpeg = jpeg(1);
    Prediction stored = create(defect("a/../../b", "crack").setTime(TIME).setImage(image(jpeg)));
    assertThat(stored.getImagePath())
        .matches("2026/09/21/defects/pred_20260921_[0-9]{6}_[0-9a-f]{12}\\.jpg");
    assertThat(stored.getImageWidth()).isEqualTo(64);
    assertThat(stored.getImageSizeBytes()).isEqualTo(jpeg.length);
    assertThat(load(of(stored, ImageView.ORIGINAL))).isEqualTo(jpeg);
    assertThat(Files.readAllBytes(SERVER.images().resolve(stored.getImagePath()))).isEqualTo(jpeg);
  }

  @Test
  void otherFormats_becomeJpeg() {
    for (String format : new String[] {"png", "bmp"}) {
      Prediction stored = create(ok(format).setImage(image(picture(format, 2))));
      BufferedImage loaded = read(load(of(stored, ImageView.ORIGINAL)));
      assertThat(loaded.getWidth()).isEqualTo(64);
      assertThat(stored.getImagePath()).contains("/no_defects/").endsWith(".jpg");
    }
    ImageData raw =
        ImageData.newBuilder()
            .setFormat(ImageFormat.IMAGE_FORMAT_RAW_GRAY)
            .setWidth(8)
            .setHeight(4)
            .setData(ByteString.copyFrom(new byte[32]))
            .build();
    assertThat(create(ok("raw").setImage(raw)).getImageHeight()).isEqualTo(4);
  }

  @Test
  void views_drawOnCopiesAndLeaveTheFileClean() {
    byte[] jpeg = jpeg(3);
    Prediction stored =
        create(
            ok("boxed")
                .setImage(image(jpeg))
                .addDetections(detection("person", 0.9, 4, 4, 40, 30)));
    byte[] annotated = load(of(stored, ImageView.ANNOTATED));
    assertThat(annotated).isNotEqualTo(jpeg);
    assertThat(read(annotated).getWidth()).isEqualTo(64);
    BufferedImage small = read(load(of(stored, ImageView.THUMBNAIL).setMaxSide(32)));
    assertThat(small.getWidth()).isEqualTo(32);
    assertThat(load(of(stored, ImageView.ORIGINAL))).isEqualTo(jpeg);
    assertThat(Errors.badFields(() -> load(of(stored, ImageView.THUMBNAIL).setMaxSide(5))))
        .containsExactly("max_side");
  }

  @Test
  void badImage_isRefusedAndItsPredictionSaysWhy() {
    CreatePredictionsResponse response =
        SERVER
            .predictions()
            .createPredictions(
                request(
                    ok("good").setImage(image(jpeg(4))),
                    ok("text")
                        .setImage(
                            image("no image".getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                    ok("large").setImage(image(new byte[100 * 1024 + 1])),
                    ok("unwanted").setImage(image(picture("tiff", 1)))));
    assertThat(response.getErrorsList()).isEmpty();
    assertThat(response.getImageErrorsList())
        .extracting(error -> error.getIndex())
        .containsExactly(1, 2, 3);
    assertThat(get(response.getIds(3)).getImageMissingReason())
        .isEqualTo("Images in the format TIFF are not allowed; allowed: JPEG, PNG, WebP, BMP, raw");
    Prediction large = get(response.getIds(2));
    assertThat(large.getImagePath()).isEmpty();
    assertThat(large.getImageMissingReason()).contains("102,401").contains("102,400");
    assertThat(Errors.code(() -> load(of(large, ImageView.ORIGINAL)))).isEqualTo(Code.NOT_FOUND);
    assertThat(Errors.of(() -> load(of(large, ImageView.ORIGINAL))).getMessage())
        .contains(large.getImageMissingReason());
    assertThat(files()).isEqualTo(1);
  }

  @Test
  void equalImages_takeTheirBytesOnce() throws IOException {
    byte[] jpeg = jpeg(5);
    Prediction one = create(ok("one").setImage(image(jpeg)));
    Prediction two = create(ok("two").setImage(image(jpeg)));
    assertThat(one.getImagePath()).isNotEqualTo(two.getImagePath());
    assertThat(Files.getAttribute(SERVER.images().resolve(one.getImagePath()), "unix:ino"))
        .isEqualTo(Files.getAttribute(SERVER.images().resolve(two.getImagePath()), "unix:ino"));
    delete("image_id = one");
    assertThat(load(of(two, ImageView.ORIGINAL))).isEqualTo(jpeg);
  }

  private static DeletePredictionsResponse delete(String filter) {
    return SERVER
        .predictions()
        .deletePredictions(DeletePredictionsRequest.newBuilder().setFilter(filter).build());
  }

  @Test
  void samePredictionTwice_keepsItsFileUntilTheLastIsDeleted() {
    Prediction.Builder same = ok("same").setTime(TIME).setImage(image(jpeg(6)));
    Prediction first = create(same);
    Prediction second = create(same);
    assertThat(first.getImagePath()).isEqualTo(second.getImagePath());
    delete("id = " + first.getId());
    assertThat(load(of(second, ImageView.ORIGINAL))).isNotEmpty();
    delete("id = " + second.getId());
    assertThat(files()).isZero();
  }

  @Test
  void deletion_takesImagesAlongAndCountsThem() {
    byte[] jpeg = jpeg(7);
    create(ok("keep").setImage(image(jpeg(8))));
    create(defect("go", "dent").setImage(image(jpeg)));
    DeletePredictionsResponse deleted = delete("defect_detected = true");
    assertThat(deleted.getDeletedImages()).isEqualTo(1);
    assertThat(deleted.getDeletedImageBytes()).isEqualTo(jpeg.length);
    assertThat(files()).isEqualTo(1);
    assertThat(storage().getTotalImages()).isEqualTo(1);
    assertThat(storage().getDefectImages()).isZero();
    assertThat(storage().getTotalSizeBytes()).isEqualTo(jpeg(8).length);
  }

  private static ImageStorage storage() {
    return SERVER
        .predictions()
        .getPredictionStats(GetPredictionStatsRequest.getDefaultInstance())
        .getStats()
        .getStorage();
  }

  @Test
  void cleanup_saysWhatWouldGoThenLetsImagesGoAndKeepsPredictions() {
    Prediction stored = create(ok("old").setImage(image(jpeg(9))));
    CleanupImagesRequest all = CleanupImagesRequest.newBuilder().setDaysToKeep(0).build();
    CleanupImagesResponse dry =
        SERVER.predictions().cleanupImages(all.toBuilder().setDryRun(true).build());
    assertThat(dry.getDeletedCount()).isEqualTo(1);
    assertThat(files()).isEqualTo(1);
    assertThat(SERVER.predictions().cleanupImages(all).getDeletedCount()).isEqualTo(1);
    assertThat(files()).isZero();
    Prediction left = get(stored.getId());
    assertThat(left.getImagePath()).isEmpty();
    assertThat(left.getImageMissingReason()).contains("retention");
    assertThat(storage().getTotalImages()).isZero();
  }

  @Test
  void check_findsWhatIsMissingAndMends() throws IOException {
    Prediction stored = create(ok("lost").setImage(image(jpeg(10))));
    Files.delete(SERVER.images().resolve(stored.getImagePath()));
    CheckImagesResponse found =
        SERVER.predictions().checkImages(CheckImagesRequest.getDefaultInstance());
    assertThat(found.getMissingIdsList()).containsExactly(stored.getId());
    assertThat(get(stored.getId()).getImagePath()).isNotEmpty();
    SERVER.predictions().checkImages(CheckImagesRequest.newBuilder().setRepair(true).build());
    assertThat(get(stored.getId()).getImageMissingReason()).isNotEmpty();
    assertThat(storage().getTotalImages()).isZero();
  }

  @Test
  void stats_sayThatImagesCanBeStored() {
    create(ok("one").setImage(image(jpeg(11))));
    GetImageStatsResponse stats =
        SERVER.predictions().getImageStats(GetImageStatsRequest.getDefaultInstance());
    assertThat(stats.getWritable()).isTrue();
    assertThat(stats.getFreeBytes()).isPositive();
    assertThat(stats.getStorage().getTotalImages()).isEqualTo(1);
    assertThat(stats.getOldestTime()).isEqualTo(stats.getNewestTime());
  }

  @Test
  void upload_putsPiecesTogether() {
    byte[] jpeg = jpeg(12);
    CompletableFuture<UploadPredictionResponse> answer = new CompletableFuture<>();
    StreamObserver<UploadPredictionRequest> upload = upload(answer);
    upload.onNext(UploadPredictionRequest.newBuilder().setPrediction(ok("pieces")).build());
    for (int from = 0; from < jpeg.length; from += 100) {
      upload.onNext(
          UploadPredictionRequest.newBuilder()
              .setChunk(ByteString.copyFrom(jpeg, from, Math.min(100, jpeg.length - from)))
              .build());
    }
    upload.onCompleted();
    Prediction stored = get(answer.join().getId());
    assertThat(load(of(stored, ImageView.ORIGINAL))).isEqualTo(jpeg);
  }

  @Test
  void uploadOfTooMuch_isRefusedBeforeItsEnd() {
    CompletableFuture<UploadPredictionResponse> answer = new CompletableFuture<>();
    StreamObserver<UploadPredictionRequest> upload = upload(answer);
    upload.onNext(UploadPredictionRequest.newBuilder().setPrediction(ok("much")).build());
    upload.onNext(
        UploadPredictionRequest.newBuilder()
            .setChunk(ByteString.copyFrom(new byte[100 * 1024 + 1]))
            .build());
    await().until(answer::isCompletedExceptionally);
    assertThat(files()).isZero();
  }

  private static StreamObserver<UploadPredictionRequest> upload(
      CompletableFuture<UploadPredictionResponse> answer) {
    return SERVER
        .predictionsAsync()
        .uploadPrediction(
            new StreamObserver<>() {
              @Override
              public void onNext(UploadPredictionResponse response) {
                answer.complete(response);
              }

              @Override
              public void onError(Throwable error) {
                answer.completeExceptionally(error);
              }

              @Override
              public void onCompleted() {}
            });
  }
}
