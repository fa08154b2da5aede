package dev.visionlog.server.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {
  private final Masking masking = new Masking(List.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "open rtsp://admin:geheim@10.0.0.7:554/ch1 | open rtsp://admin:***@10.0.0.7:554/ch1",
        "rtsp://admin:a:b:c@cam/1 | rtsp://admin:***@cam/1",
        "rtsp://admin:p%40ss%2Fword@cam | rtsp://admin:***@cam",
        "rtsp://admin:p@ss@cam/x | rtsp://admin:***@cam/x",
        "rtsp://admin:it's(1)!$&@cam | rtsp://admin:***@cam",
        "rtsp://admin:@cam | rtsp://admin:***@cam",
        "redis://:secret@cache:6379/0 | redis://:***@cache:6379/0",
        "http+unix.x-1://u:p@h | http+unix.x-1://u:***@h",
        "a rtsp://u:p@h1 and rtsp://v:q@h2. | a rtsp://u:***@h1 and rtsp://v:***@h2.",
        "'rtsp://u:p@h' \"rtsp://u:p@h\" <rtsp://u:p@h> | 'rtsp://u:***@h' \"rtsp://u:***@h\" <rtsp://u:***@h>",
        "{\"url\":\"rtsp://u:p@h\",\"x\":\"a@b\"} | {\"url\":\"rtsp://u:***@h\",\"x\":\"a@b\"}",
        "Authorization: Bearer eyJhbGciOi.J9-_x.y~z+/== | Authorization: Bearer ***",
        "authorization: bearer abcdef | authorization: bearer ***",
        "Authorization: Basic YWRtaW46YWRtaW4= | Authorization: Basic ***",
        "BASIC dXNlcjpwYXNzd29yZA== used | BASIC *** used",
        "password=hunter2 | password=***",
        "password=hunter2, user=x | password=***, user=x",
        "PASSWORD = hunter2 | PASSWORD = ***",
        "db.password: hunter2 | db.password: ***",
        "MY_DB_PASSWORD=hunter2 | MY_DB_PASSWORD=***",
        "dbPassword=hunter2 | dbPassword=***",
        "{\"accessToken\": \"abc\"} | {\"accessToken\": \"***\"}",
        "Config[url=x, apiKey=abc, clientSecret=def] | Config[url=x, apiKey=***, clientSecret=***]",
        "\"password\": \"a b c\" rest | \"password\": \"***\" rest",
        "\"password\":\"a\\\"b\" rest | \"password\":\"***\" rest",
        "password='a \" b' rest | password='***' rest",
        "password=\"never closed | password=\"***",
        "pwd=x passwd=y pass=z | pwd=*** passwd=*** pass=***",
        "token: abc.def-ghi | token: ***",
        "api_key=abc api-key=abc apikey=abc API_KEY=abc | api_key=*** api-key=*** apikey=*** API_KEY=***",
        "X-Api-Key: 123 | X-Api-Key: ***",
        "secret=abc;client_secret=def&credentials=ghi | secret=***;client_secret=***&credentials=***",
        "GET /x?access_token=abc&b=1 | GET /x?access_token=***&b=1",
        "password=*** | password=***",
      })
  void secrets_areMasked(String text, String masked) {
    assertThat(masking.mask(text)).isEqualTo(masked);
    assertThat(masking.mask(masked)).as("masked twice").isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "=",
        "http://example.com:8080/path?x=1",
        "http://example.com/a:b@c",
        "mail admin@example.com at 12:30:45",
        "rtsp://camera-7.local:554/stream",
        "http://[::1]:8080/x@y",
        "status: ok",
        "at dev.visionlog.server.text.Masking.mask(Masking.java:61)",
        "dev.example.AccessToken: created",
        "java.lang.IllegalStateException: no",
        "token bucket: 5",
        "tokens: 5",
        "bypass: yes, compass=12",
        "password",
        "the password is wrong",
        "token=null password: none secret=true",
        "Basic functions loaded",
        "basic authentication is off",
        "the bearer of news",
        "ratio 1:2=0.5 \"a\": \"b\"",
      })
  void otherTexts_stayAsTheyAre(String text) {
    assertThat(masking.mask(text)).isSameAs(text);
  }

  @Test
  void newLines_endNothingEarly() {
    assertThat(masking.mask("password:\n  hunter2\nnext")).isEqualTo("password:\n  ***\nnext");
    assertThat(masking.mask("token\t=\tabc")).isEqualTo("token\t=\t***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.",
        "a_",
        "://",
        "://:::",
        ":",
        "=",
        "\"",
        "'",
        "\\\"",
        "password=\"",
        "password=\"\\\"",
        "password='\\'",
        "token:",
        "token ",
        "bearer ",
        "basic ",
        "a://b:",
        "a://b:c@",
        " ",
        "x",
        "password",
        "aToken",
        "aA",
        "a:\"",
        "basic A",
        "pass-",
        "secret_key.",
        "\ud83d\ude00",
      })
  void longTexts_takeLinearTime(String piece) {
    for (String frame : List.of("%s", "x://y %s", "password=%s", "\"token\": \"%s", "%s token=1")) {
      long part = effort(frame.formatted(piece.repeat(50_000 / piece.length())));
      long all = effort(frame.formatted(piece.repeat(200_000 / piece.length())));
      // Four times as much; sixteen, were each place looked at again for each other.
      assertThat(all).isLessThan(10 * part + TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  /** The time of the processor that is spent on it, in nanoseconds: other work does not count. */
  private long effort(String text) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    masking.mask(text);
    masking.isSecretKey(text);
    return threads.getCurrentThreadCpuTime() - start;
  }

  @Test
  void ownPatterns_maskTheirFirstGroupOrAll() {
    Masking own =
        new Masking(List.of(Pattern.compile("SN-[0-9]+"), Pattern.compile("pin ([0-9]+)(x)?")));
    assertThat(own.mask("SN-123 pin 4711 $1")).isEqualTo("*** pin *** $1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "Password",
        "dbPassword",
        "db_password",
        "x-api-key",
        "token",
        "accessToken",
        "refresh_token",
        "authorization",
        "Authorization",
        "cookie",
        "Set-Cookie",
        "clientSecret",
        "credentials",
        "private_key",
      })
  void keys_ofSecretsAreKnown(String key) {
    assertThat(masking.isSecretKey(key)).isTrue();
    assertThat(masking.isSecretKey("x".repeat(200) + "_" + key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tokens",
        "token_count",
        "passed",
        "bypass",
        "compass",
        "key",
        "keyboard",
        "author",
        "secretary",
        "passwords_checked",
      })
  void otherKeys_areNone(String key) {
    assertThat(masking.isSecretKey(key)).isFalse();
  }
}
