package dev.visionlog.cli.command;

import dev.visionlog.cli.output.Amounts;
import dev.visionlog.cli.output.Table;
import dev.visionlog.cli.output.TimeText;
import dev.visionlog.v1.PredictionCounts;
import dev.visionlog.v1.PredictionGroup;
import dev.visionlog.v1.PredictionStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Counts of predictions as people read them. */
final class PredictionStatsText {
  private static final String NOTHING = "-";

  private final TimeText times;

  PredictionStatsText(Session session) {
    this.times = session.times();
  }

  List<String> lines(PredictionStats stats) {
    List<String> lines = new ArrayList<>();
    String end = stats.hasEnd() ? times.seconds(stats.getEnd()) : "now on";
    String start = stats.hasStart() ? times.seconds(stats.getStart()) : "the beginning";
    lines.add("From " + start + " to " + end + " (" + times.zoneName() + ")");
    lines.addAll(totals(stats.getCounts()));
    if (stats.hasFirstTime()) {
      String first = times.compact(stats.getFirstTime());
      lines.add("First: " + first + "   Last: " + times.compact(stats.getLastTime()));
    }
    addGroups(lines, "DEFECT TYPE", stats.getByDefectTypeList());
    addGroups(lines, "EDGE DEVICE", stats.getByEdgeDeviceList());
    addGroups(lines, "CAMERA", stats.getByCameraList());
    addGroups(lines, "MODEL", stats.getByModelList());
    addGroups(lines, "STAGE", stats.getByModelStageList());
    addGroups(lines, "STATUS", stats.getByStatusList());
    return lines;
  }

  private static List<String> totals(PredictionCounts counts) {
    return List.of(
        total("total", counts.getTotalCount(), ""),
        total("defects", counts.getDefectCount(), rate(counts)),
        total("no defects", counts.getNoDefectCount(), ""),
        total("failures", counts.getFailureCount(), ""),
        total("images", counts.getImageCount(), Amounts.bytes(counts.getImageBytes())),
        "  confidence " + confidence(counts) + ", inference " + inference(counts) + " on average");
  }

  private static String total(String name, long count, String note) {
    String line = String.format(Locale.ROOT, "  %-10s %,15d  %s", name, count, note);
    return line.stripTrailing();
  }

  /** Nothing is said of a property that no prediction has. */
  private static void addGroups(List<String> lines, String name, List<PredictionGroup> groups) {
    if (groups.isEmpty() || (groups.size() == 1 && groups.get(0).getKey().isEmpty())) {
      return;
    }
    Table table =
        new Table(name, "COUNT", "DEFECTS", "RATE", "FAILURES", "CONFIDENCE", "INFERENCE");
    for (PredictionGroup group : groups) {
      PredictionCounts counts = group.getCounts();
      table.row(
          group.getKey().isEmpty() ? "(none)" : group.getKey(),
          counts.getTotalCount(),
          counts.getDefectCount(),
          rate(counts),
          counts.getFailureCount(),
          confidence(counts),
          inference(counts));
    }
    lines.add("");
    lines.addAll(table.lines());
  }

  private static String rate(PredictionCounts counts) {
    return counts.hasDefectRate() ? decimal("%.1f %%", counts.getDefectRate()) : NOTHING;
  }

  private static String confidence(PredictionCounts counts) {
    return counts.hasAverageConfidence() ? decimal("%.3f", counts.getAverageConfidence()) : NOTHING;
  }

  private static String inference(PredictionCounts counts) {
    return counts.hasAverageInferenceTimeMs()
        ? decimal("%.1f ms", counts.getAverageInferenceTimeMs())
        : NOTHING;
  }

  private static String decimal(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
