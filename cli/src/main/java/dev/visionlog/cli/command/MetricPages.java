package dev.visionlog.cli.command;

import com.google.protobuf.Timestamp;
import dev.visionlog.cli.connection.CommandFailure;
import dev.visionlog.cli.output.TimeArgument;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How much of a list of figures is wanted, and in which form. */
final class MetricPages {
  private static final int LARGEST_PAGE = 1000;

  @Mixin private Range range = new Range();

  @Option(
      names = "--bucket",
      paramLabel = "TIME",
      description =
          "What the figures come to in spans of this length (count, min, average, max, last), 1s to 366d.")
  private @Nullable Duration bucket;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "At most so many lines; 100 by default, 0 for all.")
  private long limit = 100;

  /** One call for a page. */
  interface Fetch<T> {
    Page<T> fetch(int size, String token);
  }

  record Page<T>(List<T> items, String nextToken) {}

  Optional<Timestamp> start(TimeArgument times) {
    return range.start(times);
  }

  Optional<Timestamp> end(TimeArgument times) {
    return range.end(times);
  }

  Optional<Duration> bucket() {
    return Optional.ofNullable(bucket);
  }

  /** Hands over page by page, until the limit or the end. */
  <T> void read(Fetch<T> pages, Consumer<List<T>> consumer) {
    if (limit < 0) {
      throw CommandFailure.usage("--limit must be 0 or more");
    }
    long found = 0;
    String token = "";
    do {
      int size = limit == 0 ? LARGEST_PAGE : (int) Math.min(LARGEST_PAGE, limit - found);
      Page<T> page = pages.fetch(size, token);
      if (!page.items().isEmpty()) {
        consumer.accept(page.items());
      }
      found += page.items().size();
      token = page.nextToken();
    } while (!token.isEmpty() && (limit == 0 || found < limit));
  }
}
