package dev.visionlog.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visionlog.cli.output.TimeText;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresetsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneId.of("UTC"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          loguru~2026-01-31 10:15:00.123 | SUCCESS  | vision.camera:grab:88 - Camera 3 is back~SUCCESS~vision.camera~Camera 3 is back~10:15:00.123
          android~01-31 10:15:00.123  1520  1533 F CameraService: Frame: late~CRITICAL~CameraService~Frame: late~10:15:00.123
          android~01-31 10:15:00.123  1520  1533 V Buffer  : ~TRACE~Buffer~''~10:15:00.123
          hadoop~2026-01-31 10:15:00,123 FATAL [IPC [x] handler #2] org.example.storage.Frame$Writer: Disk: full~CRITICAL~org.example.storage.Frame$Writer~Disk: full~10:15:00.123
          openssh~Jan 31 10:15:00 gate-2 sshd[812]: fatal: no key~CRITICAL~sshd~fatal: no key~10:15:00
          openssh~Jan 31 10:15:00 gate-2 sshd[812]: Accepted: error~INFO~sshd~Accepted: error~10:15:00
          openstack~nova-api.log.1 2026-01-31 10:15:00.123 812 WARNING nova.api.server [-] [instance: 7] gone~WARNING~nova.api.server~[instance: 7] gone~10:15:00.123
          openstack~2026-01-31 10:15:00.123 812 INFO nova.api.server [req-9f8e 77aa 55bb - - -] GET /~INFO~nova.api.server~GET /~10:15:00.123
          spark~26/01/31 10:15:00 ERROR scheduler.Task$: Task 7~ERROR~scheduler.Task$~Task 7~10:15:00
          zookeeper~2026-01-31 10:15:00,123 - WARN  [Sender[id=1]/0:0:2181:Pool$Worker@688] - left: a@b] - c~WARNING~Pool$Worker~left: a@b] - c~10:15:00.123
          """)
  void preset_readsALine(
      String preset, String line, String level, String logger, String message, String time) {
    LogEntry entry = parse(preset, line);

    assertThat(entry.getLevel()).isEqualTo(LogLevel.valueOf(level));
    assertThat(entry.getLoggerName()).isEqualTo(logger);
    assertThat(entry.getMessage()).isEqualTo(message);
    assertThat(TimeText.instant(entry.getTime()))
        .isEqualTo(Instant.parse("2026-01-31T" + time + "Z"));
  }

  @Test
  void preset_keepsTheRestAsExtraData() {
    assertThat(
            parse("openstack", "a.log.1 2026-01-31 10:15:00.123 8 INFO n [req-9 u - - - -] x")
                .getExtraJson())
        .isEqualTo("{\"file\":\"a.log.1\",\"pid\":8,\"request\":\"req-9\",\"user\":\"u\"}");
    assertThat(parse("spark", "26/01/31 10:15:00 INFO a: x").getSource()).isEqualTo("spark");
  }

  @Test
  void presets_readTheirOwnExamples() {
    String preset = "";
    int examples = 0;
    for (String line : Presets.text().lines().toList()) {
      if (line.startsWith("[")) {
        preset = line.substring(1, line.indexOf(']'));
      } else if (line.matches("# .*\\d\\d:\\d\\d:\\d\\d.*") && !preset.isEmpty()) {
        assertThat(parse(preset, line.substring(2)).hasTime()).as(line).isTrue();
        examples++;
      }
    }
    assertThat(examples).isEqualTo(7);
  }

  @Test
  void preset_unknownNamesTheOthers() {
    assertThatThrownBy(() -> new Presets().get("syslog"))
        .hasMessageContaining("android, hadoop, openssh");
  }

  private static LogEntry parse(String preset, String line) {
    TextFormat format = new Presets().get(preset);
    RecordingSink sink = new RecordingSink();
    TextParser parser =
        new TextParser(
            format.pattern(),
            new TimeParser(format.timeFormats(), ZoneId.of("UTC"), new YearGuess(null, CLOCK)),
            new LevelMap(format.levels(), null),
            new EntryDefaults(format.source(), null),
            sink);
    parser.line(new Line(new Origin("test", 1), line, false));
    parser.end();
    assertThat(sink.rejections).isEmpty();
    assertThat(sink.entries).hasSize(1);
    return sink.entries.get(0);
  }
}
