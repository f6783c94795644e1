package io.sluice.relay.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExposureTest {
  @TempDir Path directory;

  @Test
  void whatOthersMayReadOrEnterIsWarnedOf() throws Exception {
    for (String mode : new String[] {"rwxr-xr-x", "rwxr-----", "rwx--x---", "rwx-----x"}) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode));
      assertThat(Exposure.of(directory, "state"))
          .hasValueSatisfying(
              warning ->
                  assertThat(warning).contains("(key: state)", mode, "chmod 700 " + directory));
    }
  }

  @Test
  void whatTheOwnerAloneMayEnterIsNot() throws Exception {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    assertThat(Exposure.of(directory, "state")).isEmpty();
  }
}
