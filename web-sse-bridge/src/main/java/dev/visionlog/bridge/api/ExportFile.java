package dev.visionlog.bridge.api;

import com.linecorp.armeria.common.ContentDisposition;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What the answers with exported files have in common. */
final class ExportFile {
  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private ExportFile() {}

  /**
   * The headers of a file that the reader may store under a name with the time in it.
   *
   * @param name such as {@code visionlog}
   * @param extension such as {@code csv}
   */
  static ResponseHeaders headers(MediaType type, String name, String extension) {
    String file = name + "-" + FILE_TIME.format(Instant.now()) + "." + extension;
    return ResponseHeaders.builder(HttpStatus.OK)
        .contentType(type)
        .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
        .set("x-accel-buffering", "no")
        .contentDisposition(ContentDisposition.builder("attachment").filename(file).build())
        .build();
  }
}
