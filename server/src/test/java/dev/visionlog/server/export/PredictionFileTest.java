package dev.visionlog.server.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.visionlog.server.model.Prediction;
import dev.visionlog.server.model.PredictionImage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionFileTest {
  private static final Supplier<Map<Long, String>> NAMES = () -> Map.of(7L, "Gate, \"north\"");
  private static final String DIGITS =
      "{\"big\":9223372036854775807,\"long\":0.12345678901234567890123,\"e\":\"€😀\\n\"}";

  private final Prediction bare =
      Predictions.bare(2, "error", PredictionImage.missing("too large"), List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {"plain", "a,b;c", "\"q\" \"\"", "l\ni\r\nn\re", " x ", "=1+1", "\u2028€😀\\u0041"})
  void ndjson_bringsBackEveryField(String text) {
    Prediction full = Predictions.full(1, text, DIGITS);

    String file = Exported.file(PredictionFile.ndjson(NAMES), 1, List.of(full, bare));

    String[] lines = file.split("\n", -1);
    assertThat(lines).hasSize(3);
    Struct first = Exported.json(lines[0]);
    for (String field :
        List.of(
            "image_id",
            "edge_device_id",
            "model_name",
            "model_version",
            "model_stage",
            "defect_type",
            "processing_notes",
            "error_message",
            "request_id",
            "batch_id",
            "user_agent",
            "ip_address")) {
      assertThat(first.getFieldsOrThrow(field).getStringValue()).as(field).isEqualTo(text);
    }
    assertThat(lines[0])
        .contains(
            "\"extra_data\":" + DIGITS,
            "\"input_features\":" + DIGITS,
            "\"prediction\":[1," + DIGITS + "]",
            "\"bounding_boxes\":[" + DIGITS + "]",
            "\"confidence\":0.9,\"confidence_lower\":0.8,\"confidence_upper\":1.0",
            "\"confidence_scores\":[0.5,1.0E-7]",
            "\"confidence\":0.75,\"bbox\":[1.0,2.0,11.5,22.0]}]",
            "\"time\":\"2026-01-31T12:00:00.123456Z\"",
            "\"image_path\":\"2026/01/31/defects/pred_1.jpg\",\"image_size_bytes\":12345");
    assertThat(lines[1])
        .isEqualTo(
            "{\"id\":2,\"time\":\"2026-01-31T12:00:00.123456Z\",\"received_time\":\"2026-01-31T12:00:00.123456Z\","
                + "\"defect_detected\":false,\"status\":\"error\",\"image_missing_reason\":\"too large\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"plain", "a,b;c", "\"q\" \"\"", "l\ni\r\nn\re", " x ", "=1+1", "\u2028€😀\\u0041"})
  void csv_hasTheFieldsOfJsonAsColumns(String text) {
    Prediction full = Predictions.full(1, text, DIGITS);

    List<List<String>> lines =
        Exported.csv(Exported.file(PredictionFile.csv(NAMES), 1, List.of(full, bare)));
    Struct json = Exported.json(Exported.file(PredictionFile.ndjson(NAMES), 1, List.of(full)));

    List<String> header = lines.get(0);
    Set<String> fields = new TreeSet<>(json.getFieldsMap().keySet());
    fields.add("image_missing_reason");
    assertThat(header).containsExactlyInAnyOrderElementsOf(fields);
    assertThat(lines).hasSize(3).allMatch(line -> line.size() == header.size());
    for (Map.Entry<String, Value> field : json.getFieldsMap().entrySet()) {
      if (field.getValue().hasStringValue()) {
        assertThat(lines.get(1).get(header.indexOf(field.getKey())))
            .isEqualTo(field.getValue().getStringValue());
      }
    }
    assertThat(lines.get(1)).contains(DIGITS, "[0.5,1.0E-7]", "true", "12345", "0.0");
    assertThat(lines.get(2)).contains("error", "too large", "false");
  }

  @Test
  void json_isOneDocumentWithACount() {
    Prediction full = Predictions.full(1, "x", DIGITS);
    for (int atATime : new int[] {1, 2, 5}) {
      String file = Exported.file(PredictionFile.json(NAMES), atATime, List.of(full, bare, bare));

      Struct document = Exported.json(file);
      assertThat(document.getFieldsMap().keySet()).containsExactly("predictions", "count");
      assertThat(document.getFieldsOrThrow("predictions").getListValue().getValuesList())
          .hasSize(3);
      assertThat(document.getFieldsOrThrow("count").getNumberValue()).isEqualTo(3);
      assertThat(file).contains(DIGITS);
    }
  }

  @Test
  void emptyExports_areValidFiles() {
    assertThat(Exported.file(PredictionFile.ndjson(NAMES), 1, List.of())).isEmpty();
    assertThat(Exported.csv(Exported.file(PredictionFile.csv(NAMES), 1, List.of()))).hasSize(1);
    assertThat(Exported.json(Exported.file(PredictionFile.json(NAMES), 1, List.of())))
        .isEqualTo(Exported.json("{\"predictions\":[],\"count\":0}"));
  }
}
