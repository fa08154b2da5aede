package dev.visionlog.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTest {

  private static byte[] bytes(Image image) {
    byte[] bytes = new byte[image.sizeBytes()];
    image.data().get(bytes);
    return bytes;
  }

  /** Three by two pixels; the middle column has colours of its own. */
  private static BufferedImage painted(int type) {
    BufferedImage image = new BufferedImage(3, 2, type);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 3, 2);
    graphics.dispose();
    image.setRGB(1, 0, 0xFF0102F3);
    image.setRGB(1, 1, 0xFF04F506);
    return image;
  }

  @Test
  void encoded_copiesWhatTheCallerMayUseAgain(@TempDir Path folder) throws IOException {
    byte[] given = {1, 2, 3, 4};
    ByteBuffer buffer = ByteBuffer.wrap(given, 1, 2);
    Image ofArray = Image.encoded(given);
    Image ofBuffer = Image.encoded(buffer);
    given[1] = 9;
    assertThat(bytes(ofArray)).containsExactly(1, 2, 3, 4);
    assertThat(bytes(ofBuffer)).containsExactly(2, 3);
    assertThat(buffer.remaining()).isEqualTo(2);
    assertThat(ofArray.pixelFormat()).isEmpty();
    assertThat(bytes(Image.encoded(Files.write(folder.resolve("f.jpg"), given))))
        .containsExactly(1, 9, 3, 4);
  }

  @Test
  void encoded_refusesWhatIsEmptyOrTooLarge() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Image.encoded(new byte[0]))
        .withMessageStartingWith("Invalid image of 0 bytes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Image.encoded(new byte[Image.MAX_BYTES + 1]))
        .withMessageStartingWith("Invalid image of 16,777,217 bytes. Must have 1 to 16,777,216");
  }

  @Test
  void raw_refusesAFrameThatIsNotOfItsSize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Image.raw(new byte[11], PixelFormat.RGB, 2, 2))
        .withMessage("Invalid frame of 11 bytes. 2 x 2 pixels of RGB are 12 bytes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Image.raw(new byte[0], PixelFormat.GRAY, 0, 2))
        .withMessage("Invalid size 0 x 2. Must be at least 1 x 1");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_INT_BGR
      })
  void of_givesBlueGreenRedWhateverTheType(int type) {
    Image image = Image.of(painted(type));
    assertThat(image.pixelFormat()).contains(PixelFormat.BGR);
    assertThat(image.width()).isEqualTo(3);
    assertThat(image.height()).isEqualTo(2);
    assertThat(bytes(image))
        .containsExactly(
            -1, -1, -1, 0xF3, 0x02, 0x01, -1, -1, -1, -1, -1, -1, 0x06, 0xF5, 0x04, -1, -1, -1);
  }

  @Test
  void of_copiesAPartOfAnImage() {
    BufferedImage part = painted(BufferedImage.TYPE_3BYTE_BGR).getSubimage(1, 1, 2, 1);
    assertThat(bytes(Image.of(part))).containsExactly(0x06, 0xF5, 0x04, -1, -1, -1);
  }

  @Test
  void of_keepsGray() {
    BufferedImage gray = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
    gray.getRaster().setSample(1, 0, 0, 77);
    Image image = Image.of(gray);
    assertThat(image.pixelFormat()).contains(PixelFormat.GRAY);
    assertThat(bytes(image)).containsExactly(0, 77, 0, 0);
  }
}
