package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.cli.output.Amounts;
import dev.visionlog.cli.output.Colors;
import dev.visionlog.v1.GetLogHistogramRequest;
import dev.visionlog.v1.GetLogHistogramResponse;
import dev.visionlog.v1.HistogramBucket;
import dev.visionlog.v1.LevelCount;
import dev.visionlog.v1.LogLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "histogram",
    description = "Shows how many entries there were when, as bars; the last 24 hours by default.",
    footer = {
      "",
      "Examples:",
      "  visionlog histogram",
      "  visionlog histogram 'level >= WARNING' --start 1h --buckets 30"
    })
final class HistogramCommand extends SessionCommand {
  private static final int BESIDE_THE_BAR = 36;

  @Mixin private Selection selection = new Selection();
  @Mixin private Range range = new Range();

  @Option(
      names = "--buckets",
      paramLabel = "N",
      description = "How many spans; 24 by default, 1000 at most.")
  private int buckets = 24;

  HistogramCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    GetLogHistogramRequest.Builder request =
        GetLogHistogramRequest.newBuilder().setFilter(selection.filter()).setBuckets(buckets);
    range.start(session().timeArguments()).ifPresent(request::setStart);
    range.end(session().timeArguments()).ifPresent(request::setEnd);
    GetLogHistogramResponse answer = session().connection().logs().getLogHistogram(request.build());
    session().print(answer, () -> lines(answer));
    return ExitCodes.OK;
  }

  private List<String> lines(GetLogHistogramResponse answer) {
    long most =
        answer.getBucketsList().stream().mapToLong(HistogramBucket::getTotalCount).max().orElse(0);
    int width = session().surroundings().columns() - BESIDE_THE_BAR;
    List<String> lines = new ArrayList<>();
    answer.getBucketsList().forEach(bucket -> lines.add(line(bucket, most, width)));
    if (answer.hasSearchedUntil()) {
      lines.add(
          "Counted as far back as "
              + session().times().seconds(answer.getSearchedUntil())
              + " only");
    }
    return lines;
  }

  private String line(HistogramBucket bucket, long most, int width) {
    long errors = errors(bucket);
    int length = length(bucket.getTotalCount(), most, width);
    int errorLength = Math.min(length, length(errors, most, width));
    Colors colors = session().colors();
    String bar =
        colors.level(LogLevel.ERROR, "█".repeat(errorLength))
            + colors.level(LogLevel.INFO, "█".repeat(length - errorLength));
    String numbers = String.format(Locale.ROOT, "%,12d", bucket.getTotalCount());
    String note = errors > 0 ? "  " + Amounts.grouped(errors) + " ERROR+" : "";
    return session().times().seconds(bucket.getStart()) + " " + numbers + " " + bar + note;
  }

  /** At least one mark for something that is there. */
  private static int length(long count, long most, int width) {
    return count == 0 ? 0 : (int) Math.max(1, count * width / most);
  }

  private static long errors(HistogramBucket bucket) {
    return bucket.getLevelsList().stream()
        .filter(count -> count.getLevelValue() >= LogLevel.ERROR_VALUE)
        .mapToLong(LevelCount::getCount)
        .sum();
  }
}
