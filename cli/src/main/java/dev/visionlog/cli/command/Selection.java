package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.Filters;
import dev.visionlog.v1.ListLogsRequest;
import dev.visionlog.v1.LogLevel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which entries: a filter, and options for the most usual parts of one. */
final class Selection {
  @Parameters(
      arity = "0..*",
      paramLabel = "FILTER",
      description =
          "Which entries, such as 'level >= WARNING AND camera_id = 3 AND timeout'. All if not given. Quote it for the"
              + " shell; after -- it may begin with a minus.")
  private List<String> words = new ArrayList<>();

  @Option(names = "--level", paramLabel = "LEVEL", description = "Only this level.")
  private @Nullable LogLevel level;

  @Option(names = "--min-level", paramLabel = "LEVEL", description = "This level and those above.")
  private @Nullable LogLevel minLevel;

  @Option(names = "--source", paramLabel = "SOURCE", description = "Only this source.")
  private @Nullable String source;

  @Option(names = "--camera", paramLabel = "ID", description = "Only this camera.")
  private @Nullable Long camera;

  @Option(
      names = "--search",
      paramLabel = "TEXT",
      description =
          "Only entries with this text in the message or the logger's name, whatever the case.")
  private @Nullable String search;

  /** Everything as one filter. */
  String filter() {
    String filter = withMinLevel();
    filter = level == null ? filter : Filters.and(filter, "level = " + level);
    filter = source == null ? filter : Filters.and(filter, "source = " + Filters.quote(source));
    filter = camera == null ? filter : Filters.and(filter, "camera_id = " + camera);
    return search == null ? filter : Filters.and(filter, Filters.quote(search));
  }

  /** Everything in the request's own fields. */
  void applyTo(ListLogsRequest.Builder request) {
    request.setFilter(withMinLevel());
    if (level != null) {
      request.setLevel(level);
    }
    if (source != null) {
      request.setSource(source);
    }
    if (camera != null) {
      request.setCameraId(camera);
    }
    if (search != null) {
      request.setSearch(search);
    }
  }

  private String withMinLevel() {
    String filter = String.join(" ", words);
    return minLevel == null ? filter : Filters.and(filter, "level >= " + minLevel);
  }
}
