package dev.visionlog.cli.command;

import dev.visionlog.cli.output.SafeText;
import dev.visionlog.cli.output.Table;
import dev.visionlog.v1.LevelRetention;
import dev.visionlog.v1.Settings;
import dev.visionlog.v1.SourceRetention;
import dev.visionlog.v1.SourceThreshold;
import dev.visionlog.v1.TemporaryThreshold;
import java.util.ArrayList;
import java.util.List;

/** Settings as people read them. */
final class SettingsText {
  private final Session session;

  SettingsText(Session session) {
    this.session = session;
  }

  List<String> all(Settings settings) {
    List<String> lines = new ArrayList<>(thresholds(settings));
    lines.add("");
    lines.add("time-zone        " + SafeText.oneLine(settings.getTimeZone()));
    lines.add("retention.days   " + days(settings.getRetention().getDays()));
    for (LevelRetention level : settings.getRetention().getLevelsList()) {
      lines.add("retention.level." + level.getLevel() + "   " + days(level.getDays()));
    }
    for (SourceRetention source : settings.getRetention().getSourcesList()) {
      lines.add(
          "retention.source."
              + SafeText.oneLine(source.getSource())
              + "   "
              + days(source.getDays()));
    }
    return lines;
  }

  List<String> thresholds(Settings settings) {
    Table table = new Table("SOURCE", "LEVEL", "UNTIL");
    table.row("(in force)", settings.getEffectiveThreshold(), "");
    table.row("(all)", settings.getThreshold(), "");
    for (SourceThreshold threshold : settings.getSourceThresholdsList()) {
      table.row(threshold.getSource(), threshold.getLevel(), "");
    }
    for (TemporaryThreshold threshold : settings.getTemporaryThresholdsList()) {
      String source = threshold.getSource().isEmpty() ? "(all)" : threshold.getSource();
      table.row(source, threshold.getLevel(), session.times().seconds(threshold.getExpireTime()));
    }
    return table.lines();
  }

  private static String days(int days) {
    return days == 0 ? "0 (for ever)" : Integer.toString(days);
  }
}
