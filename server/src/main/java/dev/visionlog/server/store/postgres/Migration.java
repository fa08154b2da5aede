package dev.visionlog.server.store.postgres;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A numbered step of the database's schema and the way back.
 *
 * @param version from 1, without gaps
 * @param up any number of SQL statements; they run in one transaction
 * @param down the same for the way back
 */
public record Migration(int version, String name, String up, String down) {

  /** Of what the way up says, whatever line ends a checkout has given it. */
  String checksum() {
    try {
      byte[] text = up.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  String label() {
    return "V%03d (%s)".formatted(version, name);
  }
}
