package dev.visionlog.server.service;

import dev.visionlog.server.store.EntryKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;

/** Where a search goes on, bound to the search that it belongs to. */
final class PageToken {
  private static final byte VERSION = 1;
  private static final int DIGEST_BYTES = 12;

  /** The years 0 to 9999: a span of figures may begin before the first time that there is. */
  private static final long FIRST_SECOND = -62_167_219_200L;

  private static final long LAST_SECOND = 253_402_300_799L;
  private static final int BYTES = 1 + DIGEST_BYTES + Long.BYTES + Integer.BYTES + Long.BYTES;

  private PageToken() {}

  /**
   * @param search a text that is the same for equal searches
   */
  static String write(EntryKey key, String search) {
    Instant time = key.time();
    ByteBuffer bytes =
        ByteBuffer.allocate(BYTES)
            .put(VERSION)
            .put(digest(search))
            .putLong(time.getEpochSecond())
            .putInt(time.getNano())
            .putLong(key.id());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /** Throws if the token is none of ours, or of another search. */
  static EntryKey read(String token, String search) {
    ByteBuffer bytes = decode(token);
    if (bytes.remaining() != BYTES || bytes.get() != VERSION) {
      throw ApiErrors.badField("page_token", "is not a token that this call has returned");
    }
    byte[] digest = new byte[DIGEST_BYTES];
    bytes.get(digest);
    if (!MessageDigest.isEqual(digest, digest(search))) {
      throw ApiErrors.badField(
          "page_token",
          "belongs to another list, filter or order; those must stay the same from page to page");
    }
    return key(bytes);
  }

  private static EntryKey key(ByteBuffer bytes) {
    long seconds = bytes.getLong();
    int nanos = bytes.getInt();
    if (seconds < FIRST_SECOND || seconds > LAST_SECOND || nanos < 0 || nanos >= 1_000_000_000) {
      throw ApiErrors.badField("page_token", "is not a token that this call has returned");
    }
    return new EntryKey(Instant.ofEpochSecond(seconds, nanos), bytes.getLong());
  }

  private static ByteBuffer decode(String token) {
    try {
      return ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
    } catch (IllegalArgumentException notBase64) {
      return ByteBuffer.allocate(0);
    }
  }

  private static byte[] digest(String search) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(search.getBytes(StandardCharsets.UTF_8));
      return java.util.Arrays.copyOf(hash, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
