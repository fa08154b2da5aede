package dev.visionlog.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import dev.visionlog.server.store.EntryKey;
import dev.visionlog.server.testing.Errors;
import dev.visionlog.testing.basics.Chance;
import io.grpc.StatusRuntimeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokenTest {
  private static final String SEARCH = "desc level >= INFO";
  private static final EntryKey KEY = new EntryKey(Instant.parse("2026-01-31T10:00:00.5Z"), 7);
  private static final int SECONDS_AT = 13;

  @Test
  void read_returnsWhatWasWritten() {
    assertThat(PageToken.read(PageToken.write(KEY, SEARCH), SEARCH)).isEqualTo(KEY);
  }

  /** Beyond these, neither Java's nor PostgreSQL's times can hold them all. */
  @ParameterizedTest
  @ValueSource(
      longs = {
        Long.MIN_VALUE,
        Long.MIN_VALUE + 1,
        -400_000_000_000L,
        -62_167_219_201L,
        253_402_300_800L,
        Long.MAX_VALUE
      })
  void read_refusesTimesThatNobodyHas(long seconds) {
    ByteBuffer bytes = ByteBuffer.wrap(decoded(PageToken.write(KEY, SEARCH)));
    bytes.putLong(SECONDS_AT, seconds);

    assertThat(Errors.badFields(() -> PageToken.read(encoded(bytes.array()), SEARCH)))
        .containsExactly("page_token");
  }

  @Test
  void read_takesDamagedTokensForTheirSearchAlone() {
    String token = PageToken.write(KEY, SEARCH);
    Chance.times(
        1_000,
        chance -> {
          String damaged = damaged(token, chance);
          assertThat(read(damaged, "asc level >= INFO")).isEmpty();
          read(damaged, SEARCH).ifPresent(PageTokenTest::assertPossible);
        });
  }

  private static String damaged(String token, Chance chance) {
    return switch (chance.below(3)) {
      case 0 -> encoded(chance.damaged(decoded(token)));
      case 1 ->
          new String(
              chance.damaged(token.getBytes(StandardCharsets.UTF_8)), StandardCharsets.ISO_8859_1);
      default -> encoded(chance.bytes(60));
    };
  }

  private static void assertPossible(EntryKey key) {
    assertThat(key.time())
        .isBetween(Instant.parse("0000-01-01T00:00:00Z"), Instant.parse("+10000-01-01T00:00:00Z"));
  }

  /** Empty if it was refused. */
  private static Optional<EntryKey> read(String token, String search) {
    try {
      return Optional.of(PageToken.read(token, search));
    } catch (StatusRuntimeException refused) {
      assertThat(
              Errors.code(
                  () -> {
                    throw refused;
                  }))
          .isEqualTo(Code.INVALID_ARGUMENT);
      return Optional.empty();
    }
  }

  private static byte[] decoded(String token) {
    return Base64.getUrlDecoder().decode(token);
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
