package dev.visionlog.cli.command;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Help that shows a command's own options first, those of every command after them, and exit codes
 * once.
 */
final class HelpLayout {
  private static final int WIDTH = 100;

  private HelpLayout() {}

  static void apply(CommandLine root) {
    root.setUsageHelpWidth(WIDTH);
    root.getSubcommands().values().forEach(HelpLayout::applyBelow);
  }

  private static void applyBelow(CommandLine command) {
    UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    usage.abbreviateSynopsis(true);
    usage.exitCodeList(Map.of());
    usage.exitCodeListHeading("");
    Map<String, CommandLine.IHelpSectionRenderer> sections =
        new TreeMap<>(command.getHelpSectionMap());
    sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING, help -> "");
    sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpLayout::options);
    command.setHelpSectionMap(sections);
    command.getSubcommands().values().forEach(HelpLayout::applyBelow);
  }

  private static String options(Help help) {
    return list(help, "%nOptions:%n", option -> !isGlobal(option))
        + list(help, "%nOptions of every command:%n", HelpLayout::isGlobal);
  }

  private static String list(Help help, String heading, Predicate<OptionSpec> wanted) {
    List<OptionSpec> options = help.commandSpec().options().stream().filter(wanted).toList();
    if (options.isEmpty()) {
      return "";
    }
    return String.format(heading) + help.optionListExcludingGroups(options);
  }

  private static boolean isGlobal(OptionSpec option) {
    return option.inherited() || option.usageHelp() || option.versionHelp();
  }
}
