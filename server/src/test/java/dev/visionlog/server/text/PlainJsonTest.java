package dev.visionlog.server.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainJsonTest {
  private static final int DEPTH = 4;
  private final Masking masking = new Masking(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " { } ",
        "{\"frame\":17,\"took_ms\":41.25,\"objects\":3}",
        "{\"a\": [1, -0, 0.5, -12.0], \"b\": {\"c\": null}, \"d\": [true, false, \"x y\"]}",
        "{\"a\":[[[]]]}",
      })
  void objects_thatArePlain(String json) {
    assertThat(PlainJson.isObject(json, DEPTH, masking)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "[]",
        "{",
        "{}x",
        "{}}",
        "{,}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{\"a\":1 2}",
        "{\"a\":01}",
        "{\"a\":-}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":+1}",
        "{\"a\":1e3}",
        "{\"a\":tru}",
        "{\"a\":truex}",
        "{\"a\":nul",
        "{\"a\":[1,]}",
        "{\"a\":[1}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":\"\\n\"}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"ä\"}",
        "{\"a\":\"x}",
        "{\n}",
        "{\"a\":[[[[]]]]}",
        "{\"password\":1}",
        "{\"a\":\"token=abc\"}",
        "{\"rtsp://u:p@h\":1}",
        "{}\0",
      })
  void objects_thatAreNot(String json) {
    assertThat(PlainJson.isObject(json, DEPTH, masking)).isFalse();
  }

  /** What is called plain must mean the same when a parser has read and written it. */
  @Test
  void plainObjects_areThoseThatAParserWouldLeaveAsTheyAre() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    ExtraJson extra = new ExtraJson(masking, 10_000, DEPTH);
    int plain = 0;
    for (int i = 0; i < 50_000; i++) {
      String json = mutated(object(random, 3), random);
      if (PlainJson.isObject(json, DEPTH, masking)) {
        plain++;
        assertThat(tokens(json))
            .as("seed %d: %s", seed, json)
            .isEqualTo(tokens(extra.rewrite(json)));
      }
    }
    assertThat(plain).isBetween(5_000, 45_000);
  }

  private static String object(Random random, int levels) {
    StringBuilder json = new StringBuilder("{");
    int fields = random.nextInt(4);
    for (int i = 0; i < fields; i++) {
      json.append(i == 0 ? "" : ",").append('"').append(word(random)).append("\":");
      json.append(value(random, levels));
    }
    return json.append('}').toString();
  }

  private static String value(Random random, int levels) {
    return switch (random.nextInt(levels > 0 ? 8 : 6)) {
      case 0 -> Integer.toString(random.nextInt());
      case 1 -> Double.toString(random.nextGaussian());
      case 2 -> random.nextBoolean() ? "true" : "false";
      case 3 -> "null";
      case 4, 5 -> '"' + word(random) + '"';
      case 6 -> "[" + value(random, levels - 1) + " , " + value(random, levels - 1) + "]";
      default -> object(random, levels - 1);
    };
  }

  private static String word(Random random) {
    List<String> words = List.of("a", "frame", "took_ms", "apiKey", "x=1", "token", "", "b c", "~");
    return words.get(random.nextInt(words.size()));
  }

  /** Half of them, by one character. */
  private static String mutated(String json, Random random) {
    if (random.nextBoolean()) {
      return json;
    }
    String characters = "{}[]:,\"\\0159-+.eE truefalsn\täx";
    StringBuilder changed = new StringBuilder(json);
    char other = characters.charAt(random.nextInt(characters.length()));
    int at = random.nextInt(json.length());
    if (random.nextBoolean()) {
      changed.setCharAt(at, other);
    } else {
      changed.insert(at, other);
    }
    return changed.toString();
  }

  private static List<String> tokens(String json) throws IOException {
    List<String> tokens = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      for (JsonToken next = parser.nextToken(); next != null; next = parser.nextToken()) {
        tokens.add(next + " " + parser.getText());
      }
    }
    return tokens;
  }
}
