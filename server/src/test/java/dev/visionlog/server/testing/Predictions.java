package dev.visionlog.server.testing;

import com.google.protobuf.ByteString;
import dev.visionlog.v1.CreatePredictionsRequest;
import dev.visionlog.v1.Detection;
import dev.visionlog.v1.ImageData;
import dev.visionlog.v1.Prediction;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/** Predictions and pictures for tests. */
public final class Predictions {
  private Predictions() {}

  /** One of a model that is sure. */
  public static Prediction.Builder ok(String imageId) {
    return Prediction.newBuilder()
        .setImageId(imageId)
        .setModelName("yolov8m")
        .setModelVersion("v1.0")
        .setModelStage("Production")
        .setEdgeDeviceId("edge-1")
        .setConfidence(0.9);
  }

  public static Prediction.Builder defect(String imageId, String type) {
    return ok(imageId).setDefectDetected(true).setDefectType(type);
  }

  public static Detection detection(String className, double confidence, double... corners) {
    Detection.Builder detection =
        Detection.newBuilder().setClassName(className).setConfidence(confidence);
    Arrays.stream(corners).forEach(detection::addBbox);
    return detection.build();
  }

  public static ImageData image(byte[] bytes) {
    return ImageData.newBuilder().setData(ByteString.copyFrom(bytes)).build();
  }

  /** A picture that differs by its number. */
  public static byte[] picture(String format, int number) {
    BufferedImage picture = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(new Color(Math.floorMod(number * 37, 1 << 24)));
    graphics.fillRect(0, 0, 64, 48);
    graphics.setColor(Color.WHITE);
    graphics.drawString(String.valueOf(number), 4, 24);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, format, bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  public static byte[] jpeg(int number) {
    return picture("jpg", number);
  }

  public static CreatePredictionsRequest request(Prediction.Builder... predictions) {
    return CreatePredictionsRequest.newBuilder()
        .addAllPredictions(List.of(predictions).stream().map(Prediction.Builder::build).toList())
        .build();
  }
}
