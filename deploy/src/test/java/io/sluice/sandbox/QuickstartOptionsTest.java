package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartOptionsTest {
  @TempDir Path temp;

  @Test
  void staysUpAndRemovesItsFilesUnlessToldOtherwise() {
    assertThat(QuickstartOptions.parse())
        .isEqualTo(new QuickstartOptions(false, false, Optional.empty()));
    assertThat(QuickstartOptions.parse("--keep", "--dir", "d", "--exit"))
        .isEqualTo(new QuickstartOptions(true, true, Optional.of(Path.of("d"))));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> QuickstartOptions.parse("--exti"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown option --exti, see --help");
    assertThatThrownBy(() -> QuickstartOptions.parse("--dir"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--dir needs a value");
  }

  @Test
  void writesOnlyIntoADirectoryWithoutFilesOfOthers() throws Exception {
    QuickstartOptions options = QuickstartOptions.parse("--dir", temp.toString());
    options.sandbox(Progress.SILENT).close();
    assertThat(temp).exists();

    Files.createFile(temp.resolve("precious"));
    assertThatThrownBy(() -> options.sandbox(Progress.SILENT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(temp + " is not empty");
  }
}
