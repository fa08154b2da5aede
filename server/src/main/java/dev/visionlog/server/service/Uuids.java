package dev.visionlog.server.service;

import java.util.UUID;
import java.util.regex.Pattern;

/** UUIDs of requests. */
final class Uuids {
  private static final Pattern FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private Uuids() {}

  static UUID parse(String field, String text) {
    if (!FORM.matcher(text).matches()) {
      String given = text.length() > 50 ? text.substring(0, 50) + "…" : text;
      throw ApiErrors.badField(
          field, "'" + given + "' is no UUID, such as 123e4567-e89b-12d3-a456-426614174000");
    }
    return UUID.fromString(text);
  }
}
