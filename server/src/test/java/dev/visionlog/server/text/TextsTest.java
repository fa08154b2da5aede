package dev.visionlog.server.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TextsTest {
  @Test
  void clean_replacesWhatPostgresCannotStore() {
    assertThat(Texts.clean("a\0b\0")).isEqualTo("a␀b␀");
    assertThat(Texts.clean("\ud83d\ude00\ud83d")).isEqualTo("\ud83d\ude00\ufffd");
    assertThat(Texts.clean("\ude00\ud83dx")).isEqualTo("\ufffd\ufffdx");
    assertThat(Texts.clean("\ud83d\ud83d\ude00")).isEqualTo("\ufffd\ud83d\ude00");
  }

  @Test
  void clean_returnsMostTextsAsTheyAre() {
    String text = "ä€\n\t\u0001";
    assertThat(Texts.clean(text)).isSameAs(text);
  }

  @Test
  void cut_leavesWhatFits() {
    String text = "€".repeat(100);
    assertThat(Texts.cut(text, 300)).isSameAs(text);
    assertThat(Texts.cut(text, 299)).isEqualTo("€".repeat(93) + "… [cut: 300 bytes]");
  }

  @Test
  void cut_neverSplitsACodePointAndKeepsTheLimit() {
    for (String unit : new String[] {"a", "ä", "€", "\ud83d\ude00"}) {
      String text = unit.repeat(200);
      int bytes = text.getBytes(StandardCharsets.UTF_8).length;
      for (int limit = 30; limit < bytes; limit++) {
        String cut = Texts.cut(text, limit);
        assertThat(cut).endsWith("… [cut: " + bytes + " bytes]");
        assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isBetween(limit - 3, limit);
        assertThat(Texts.clean(cut)).isEqualTo(cut);
      }
    }
  }

  @Test
  void utf8Length_isThatOfUtf8() {
    for (String text : new String[] {"", "a", "ä€\ud83d\ude00", "\u07ff\u0800\uffff"}) {
      assertThat(Texts.utf8Length(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }
  }
}
