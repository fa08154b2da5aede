package dev.visionlog.bridge.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.visionlog.v1.Camera;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.Retention;
import dev.visionlog.v1.Settings;
import dev.visionlog.v1.SourceRetention;
import dev.visionlog.v1.SourceThreshold;
import dev.visionlog.v1.TemporaryThreshold;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProtoJsonReaderTest {
  @Test
  void merge_readsWhatIsWritten() throws Exception {
    Settings settings =
        Settings.newBuilder()
            .setThreshold(LogLevel.INFO)
            .addSourceThresholds(
                SourceThreshold.newBuilder().setSource("a").setLevel(LogLevel.ERROR))
            .addTemporaryThresholds(
                TemporaryThreshold.newBuilder()
                    .setLevel(LogLevel.TRACE)
                    .setExpireTime(Timestamp.newBuilder().setSeconds(1_769_848_200).setNanos(5)))
            .setTimeZone("Europe/Berlin")
            .setRetention(
                Retention.newBuilder()
                    .setDays(3)
                    .addSources(SourceRetention.newBuilder().setSource("b")))
            .setEtag("7")
            .build();
    Settings.Builder read = Settings.newBuilder();

    ProtoJsonReader.merge(json(ProtoJson.text(settings)), read);

    assertThat(read.build()).isEqualTo(settings);
  }

  @Test
  void merge_readsLargeNumbers() throws Exception {
    Camera.Builder camera = Camera.newBuilder();

    ProtoJsonReader.merge(json("{\"id\": 9223372036854775807}"), camera);

    assertThat(camera.getId()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void merge_refusesWhatIsTooLargeForItsField() {
    assertThat(problem("{\"id\": 9223372036854775808}", Camera.newBuilder()))
        .isEqualTo("id: Invalid id '9223372036854775808'. Must be a whole number");
    assertThat(problem("{\"retention\": {\"days\": 3000000000}}", Settings.newBuilder()))
        .startsWith("retention.days: ");
  }

  @Test
  void merge_saysWhere() {
    assertThat(
            problem(
                "{\"source_thresholds\": [{}, {\"source\": \"a\", \"levle\": \"INFO\"}]}",
                Settings.newBuilder()))
        .isEqualTo(
            "source_thresholds[1].levle: Unknown field 'source_thresholds[1].levle'."
                + " Known are: level, source");
    assertThat(problem("{\"source_thresholds\": [5]}", Settings.newBuilder()))
        .isEqualTo("source_thresholds[0]: Invalid source_thresholds[0] '5'. Must be an object");
  }

  private static String problem(String json, Message.Builder message) {
    try {
      ProtoJsonReader.merge(json(json), message);
    } catch (InvalidJsonException invalid) {
      return invalid.field() + ": " + invalid.getMessage();
    } catch (IOException notJson) {
      throw new AssertionError(notJson);
    }
    throw new AssertionError("Nothing is wrong with " + json);
  }

  private static ObjectNode json(String text) throws IOException {
    return (ObjectNode) new ObjectMapper().readTree(text);
  }
}
