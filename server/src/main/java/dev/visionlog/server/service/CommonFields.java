package dev.visionlog.server.service;

import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import dev.visionlog.server.text.ExtraJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads the fields that every kind of entries has. */
final class CommonFields {
  private CommonFields() {}

  static Instant time(Timestamp given) throws BadEntryException {
    if (!Times.isValid(given)) {
      throw new BadEntryException(
          "time",
          "seconds "
              + given.getSeconds()
              + ", nanos "
              + given.getNanos()
              + " is no time; years 1 to 9999 and nanos 0 to 999999999 are allowed");
    }
    return Times.micros(Instant.ofEpochSecond(given.getSeconds(), given.getNanos()));
  }

  static long cameraId(long given) throws BadEntryException {
    if (given < 0) {
      throw new BadEntryException("camera_id", given + " is negative; 0 or greater is allowed");
    }
    return given;
  }

  /**
   * @param struct null if it is not set
   * @param text empty if it is not set
   */
  static @Nullable String extra(@Nullable Struct struct, String text, ExtraJson json)
      throws BadEntryException {
    return object("extra_data", struct, "extra_json", text, json);
  }

  /**
   * An object that comes in one of two fields; null if it is in neither.
   *
   * @param struct null if it is not set
   * @param text empty if it is not set
   */
  static @Nullable String object(
      String structField, @Nullable Struct struct, String textField, String text, ExtraJson json)
      throws BadEntryException {
    if (struct != null) {
      if (!text.isEmpty()) {
        throw new BadEntryException(
            textField, "is set together with " + structField + "; set one of the two");
      }
      return StructJson.toJson(struct, json);
    }
    if (text.isEmpty()) {
      return null;
    }
    try {
      return json.read(text);
    } catch (ExtraJson.InvalidJsonException invalid) {
      throw new BadEntryException(textField, String.valueOf(invalid.getMessage()));
    }
  }
}
