package dev.visionlog.server.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/**
 * The superuser's password, kept in a file that only its owner reads, in the form that {@code psql}
 * takes as {@code PGPASSFILE}.
 */
final class Password {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final int BYTES = 24;

  private Password() {}

  static String read(Path file) throws IOException {
    String line = Files.readString(file).strip();
    return line.substring(line.lastIndexOf(':') + 1);
  }

  /** Makes a password and keeps it in the file, all or nothing. */
  static String create(Path file, String user) throws IOException {
    String password = random();
    Path unfinished =
        writePrivately(file.resolveSibling(""), "127.0.0.1:*:*:" + user + ":" + password);
    Folders.force(unfinished);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    Folders.force(file.resolveSibling(""));
    return password;
  }

  /** A new file in the folder that only its owner can read. */
  static Path writePrivately(Path folder, String line) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "pw", ".tmp", OWNER_ONLY), line + "\n");
  }

  private static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
