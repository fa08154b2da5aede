package dev.visionlog.bridge.live;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.FieldMask;
import com.google.protobuf.util.FieldMaskUtil;
import dev.visionlog.bridge.json.ProtoJson;
import dev.visionlog.v1.Settings;
import java.io.IOException;

/** What the settings say of thresholds. */
record ThresholdData(Settings settings) implements SseFrame.Data {
  private static final FieldMask SHOWN =
      FieldMaskUtil.fromFieldNumbers(
          Settings.class,
          Settings.THRESHOLD_FIELD_NUMBER,
          Settings.SOURCE_THRESHOLDS_FIELD_NUMBER,
          Settings.TEMPORARY_THRESHOLDS_FIELD_NUMBER,
          Settings.EFFECTIVE_THRESHOLD_FIELD_NUMBER);

  @Override
  public void write(JsonGenerator json) throws IOException {
    Settings.Builder shown = Settings.newBuilder();
    FieldMaskUtil.merge(SHOWN, settings, shown);
    ProtoJson.write(shown, json);
  }
}
