package dev.visionlog.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.testing.RealServer;
import dev.visionlog.testing.TcpProxy;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Predictions and their images in the real server. */
class PredictionsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RealServer server = new RealServer();
  private final TcpProxy wire = new TcpProxy(server.port());

  @AfterEach
  void end() {
    wire.close();
    server.close();
  }

  private ClientSettings.Builder settings() {
    return ClientSettings.builder()
        .endpoint(wire.address())
        .watchThresholds(false)
        .predictionBatchAge(Duration.ofMillis(20))
        .retryDelay(Duration.ofMillis(20))
        .maxRetryDelay(Duration.ofMillis(200));
  }

  private static BufferedImage painted(int width, int height, int seed) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.ORANGE);
    graphics.fillRect(seed % width, seed % height, width / 3, height / 3);
    graphics.dispose();
    return image;
  }

  private static byte[] file(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }

  private Path stored(String imageId) {
    String path =
        server.sql("SELECT image_path FROM predictions WHERE image_id = '" + imageId + "'").get(0);
    return server.images().resolve(path);
  }

  @Test
  void images_areStored_andAJpegByteForByte() throws IOException {
    BufferedImage picture = painted(320, 200, 40);
    byte[] jpeg = file(picture, "jpg");
    List<ClientListener.PredictionFault> lost = new CopyOnWriteArrayList<>();
    try (VisionlogClient client = VisionlogClient.start(settings().build())) {
      client.addListener(
          new ClientListener() {
            @Override
            public void imagesNotStored(List<PredictionFault> faults) {
              lost.addAll(faults);
            }
          });
      client.predict(Prediction.builder("jpeg").image(Image.encoded(jpeg)).build());
      client.predict(Prediction.builder("png").image(Image.encoded(file(picture, "png"))).build());
      client.predict(Prediction.builder("painted").image(Image.of(picture)).build());
      client.predict(Prediction.builder("text").image(Image.encoded(new byte[] {1, 2})).build());
      assertThat(client.flush(PATIENCE).complete()).isTrue();
      assertThat(client.predictionStats().sent()).isEqualTo(4);
      assertThat(client.predictionStats().withoutImage()).isEqualTo(1);
    }
    assertThat(stored("jpeg")).hasBinaryContent(jpeg);
    for (String converted : List.of("png", "painted")) {
      BufferedImage read = ImageIO.read(stored(converted).toFile());
      assertThat(read.getWidth()).isEqualTo(320);
      assertThat(new Color(read.getRGB(60, 60)).getBlue()).isLessThan(60);
      assertThat(new Color(read.getRGB(60, 60)).getRed()).isGreaterThan(200);
    }
    assertThat(lost).extracting(ClientListener.PredictionFault::imageId).containsExactly("text");
  }

  @Test
  void wireThatIsCutAgainAndAgain_changesNothing() throws IOException {
    byte[] jpeg = file(painted(640, 480, 7), "jpg");
    int count = 300;
    try (VisionlogClient client =
        VisionlogClient.start(settings().predictionBatchEntries(5).build())) {
      for (int i = 0; i < count; i++) {
        client.predict(Prediction.builder(Integer.toString(i)).image(Image.encoded(jpeg)).build());
        if (i % 60 == 30) {
          await().until(() -> client.predictionStats().connected());
          wire.cut();
        }
      }
      assertThat(client.flush(PATIENCE).complete()).isTrue();
      assertThat(client.predictionStats().sent()).isEqualTo(count);
    }
    assertThat(server.sql("SELECT image_id FROM predictions ORDER BY id"))
        .isEqualTo(IntStream.range(0, count).mapToObj(Integer::toString).toList());
    assertThat(server.count("SELECT count(*) FROM predictions WHERE image_path IS NULL")).isZero();
  }

  @Test
  void entriesAndPredictions_areTwoAccountsOfTheirWriters() {
    try (VisionlogClient client = VisionlogClient.start(settings().build())) {
      client.log(Level.INFO, "an entry");
      client.predict(Prediction.builder("a prediction").build());
      assertThat(client.flush(PATIENCE).complete()).isTrue();
    }
    assertThat(server.sql("SELECT kind FROM writers ORDER BY kind"))
        .containsExactly("logs", "predictions");
  }
}
