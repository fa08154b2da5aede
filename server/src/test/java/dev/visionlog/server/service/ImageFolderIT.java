package dev.visionlog.server.service;

import static dev.visionlog.server.testing.Predictions.image;
import static dev.visionlog.server.testing.Predictions.jpeg;
import static dev.visionlog.server.testing.Predictions.ok;
import static dev.visionlog.server.testing.Predictions.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.visionlog.server.image.ImageStoreException;
import dev.visionlog.server.testing.TestDatabase;
import dev.visionlog.server.testing.TestServer;
import dev.visionlog.v1.DeletePredictionsRequest;
import dev.visionlog.v1.GetImageStatsRequest;
import dev.visionlog.v1.GetImageStatsResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each of these servers has another folder for its images. */
class ImageFolderIT {
  private final TestDatabase database = TestDatabase.createMigrated();

  @AfterEach
  void drop() {
    database.drop();
  }

  /** As when a disk is not mounted: else, retention would find an empty store, or a full one. */
  @Test
  void server_doesNotStartBesideItsImages() {
    try (TestServer server = TestServer.on(database)) {
      server.predictions().createPredictions(request(ok("a").setImage(image(jpeg(1)))));
    }
    assertThatExceptionOfType(ImageStoreException.class)
        .isThrownBy(() -> TestServer.on(database))
        .withMessageContaining("are in another folder. Is a disk not mounted?");
  }

  @Test
  void folder_mayBeAnotherOneOnceThereAreNoImages() {
    try (TestServer server = TestServer.on(database)) {
      server.predictions().createPredictions(request(ok("a").setImage(image(jpeg(1)))));
      server
          .predictions()
          .deletePredictions(DeletePredictionsRequest.newBuilder().setDaysToKeep(0).build());
    }
    try (TestServer server = TestServer.on(database)) {
      server.predictions().createPredictions(request(ok("b").setImage(image(jpeg(1)))));
      GetImageStatsResponse stats =
          server.predictions().getImageStats(GetImageStatsRequest.getDefaultInstance());
      assertThat(stats.getStorage().getTotalImages()).isEqualTo(1);
    }
  }
}
