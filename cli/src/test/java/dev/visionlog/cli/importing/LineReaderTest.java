package dev.visionlog.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  @Test
  void lines_endWithOrWithoutCarriageReturn() throws IOException {
    assertThat(read("\ufeffa\r\nb\n\nc\rd"))
        .extracting(Line::text)
        .containsExactly("a", "b", "", "c\rd");
    assertThat(read("")).isEmpty();
    assertThat(read("x\n")).hasSize(1);
  }

  @Test
  void longLines_areCutAndMarked() throws IOException {
    List<Line> lines =
        read("x".repeat(LineReader.MAX_LINE + 7) + "\nnext\n" + "y".repeat(LineReader.MAX_LINE));

    assertThat(lines).extracting(Line::cut).containsExactly(true, false, false);
    assertThat(lines.get(0).text()).hasSize(LineReader.MAX_LINE);
    assertThat(lines.get(1).text()).isEqualTo("next");
  }

  @Test
  void bytesThatAreNotUtf8_areReplaced() throws IOException {
    try (LineReader reader =
        new LineReader("f", new ByteArrayInputStream(new byte[] {'a', (byte) 0xff, '\n'}))) {
      assertThat(reader.read()).isEqualTo(new Line(new Origin("f", 1), "a\ufffd", false));
    }
  }

  private static List<Line> read(String text) throws IOException {
    List<Line> lines = new ArrayList<>();
    try (LineReader reader =
        new LineReader("f", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
      for (Line line = reader.read(); line != null; line = reader.read()) {
        lines.add(line);
      }
    }
    return lines;
  }
}
