package io.sluice.relay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GlimpseTest {
  @Test
  void textIsShownAsItIs() {
    assertThat(shown("{\"k\":\"Zürich 東京 🚿\",\n\t\"n\":1}"))
        .isEqualTo("{\"k\":\"Zürich 東京 🚿\",\n\t\"n\":1}");
    assertThat(shown("")).isEmpty();
  }

  @Test
  void aTombstoneIsNull() {
    assertThat(Glimpse.of(null)).hasToString("null");
  }

  @Test
  void ofLongTextTheBeginningIsShown() {
    assertThat(shown("x".repeat(500))).isEqualTo("x".repeat(500));
    assertThat(shown("x".repeat(501))).isEqualTo("x".repeat(500) + "… (501 bytes)");
  }

  @Test
  void noHalfCharacterIsShown() {
    assertThat(shown("x" + "ü".repeat(300))).isEqualTo("x" + "ü".repeat(249) + "… (601 bytes)");
  }

  @Test
  void whatIsNoTextIsHexadecimal() {
    assertThat(Glimpse.of(new byte[] {0, 1, (byte) 0xfe})).hasToString("0x0001fe");
    assertThat(shown("a\u0000b")).isEqualTo("0x610062");
    assertThat(Glimpse.of(new byte[] {'a', (byte) 0xc3})).hasToString("0x61c3");
    assertThat(Glimpse.of(new byte[1_000_000]))
        .hasToString("0x" + "00".repeat(64) + "… (1000000 bytes)");
  }

  private static String shown(String text) {
    return Glimpse.of(text.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
