package dev.visionlog.server.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 in the making. For one thread. */
final class Sha256 {
  private static final int CHUNK = 64 << 10;

  private final MessageDigest digest = newDigest();

  static String of(ByteBuffer bytes) {
    return new Sha256().add(bytes).hex();
  }

  static String of(Path file) throws IOException {
    Sha256 sum = new Sha256();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      while (channel.read(chunk.clear()) >= 0) {
        sum.add(chunk.flip());
      }
    }
    return sum.hex();
  }

  /** What remains in the buffer, whose position stays. */
  Sha256 add(ByteBuffer bytes) {
    digest.update(bytes.duplicate());
    return this;
  }

  Sha256 add(long value) {
    return add(ByteBuffer.allocate(Long.BYTES).putLong(value).flip());
  }

  /** With its length before it, so that two texts differ from two others that join to the same. */
  Sha256 add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return add(bytes.length).add(ByteBuffer.wrap(bytes));
  }

  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
