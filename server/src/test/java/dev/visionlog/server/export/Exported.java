package dev.visionlog.server.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import dev.visionlog.server.model.Prediction;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The whole of a file, and readers of it. */
final class Exported {
  private Exported() {}

  /** Encodes the predictions so many at a time. */
  static String file(ExportEncoder<Prediction> encoder, int atATime, List<Prediction> predictions) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (encoder) {
      if (predictions.isEmpty()) {
        file.writeBytes(encoder.encode(predictions));
      }
      for (int i = 0; i < predictions.size(); i += atATime) {
        file.writeBytes(
            encoder.encode(predictions.subList(i, Math.min(predictions.size(), i + atATime))));
      }
      for (Optional<byte[]> rest = encoder.finish(); rest.isPresent(); rest = encoder.finish()) {
        file.writeBytes(rest.get());
      }
    }
    return file.toString(StandardCharsets.UTF_8);
  }

  static Struct json(String text) {
    try {
      Struct.Builder json = Struct.newBuilder();
      JsonFormat.parser().merge(text, json);
      return json.build();
    } catch (InvalidProtocolBufferException error) {
      throw new AssertionError(text, error);
    }
  }

  /** RFC 4180, read strictly. */
  static List<List<String>> csv(String text) {
    Matcher field =
        Pattern.compile("(?:\"((?:[^\"]|\"\")*+)\"|([^\",\r\n]*+))(,|\r\n)").matcher(text);
    List<List<String>> lines = new ArrayList<>();
    List<String> line = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      assertThat(field.find(at) && field.start() == at).as(text.substring(at)).isTrue();
      String quoted = field.group(1);
      line.add(quoted == null ? field.group(2) : quoted.replace("\"\"", "\""));
      if (field.group(3).equals("\r\n")) {
        lines.add(line);
        line = new ArrayList<>();
      }
      at = field.end();
    }
    return lines;
  }
}
