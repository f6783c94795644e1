package io.sluice.relay.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.HostAndPort;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminConfigTest {
  @TempDir Path directory;
  private ConfigFiles files;

  @BeforeEach
  void open() throws Exception {
    files = new ConfigFiles(directory);
  }

  @Test
  void byDefaultItIsThereForThisMachineAndShowsNoRecords() throws Exception {
    AdminConfig admin = load("").admin().orElseThrow();
    assertThat(admin.listen()).isEqualTo(HostAndPort.fromParts("127.0.0.1", 9464));
    assertThat(admin.token()).isEmpty();
    assertThat(admin.tls()).isEmpty();
    assertThat(admin.showRecords()).isFalse();
  }

  @Test
  void everyKeyButThoseOfTls() throws Exception {
    AdminConfig admin =
        load("admin: { listen: \"0.0.0.0:80\", token: s3cret, show_records: true }\n")
            .admin()
            .orElseThrow();
    assertThat(admin.listen()).isEqualTo(HostAndPort.fromParts("0.0.0.0", 80));
    assertThat(admin.token()).contains("s3cret");
    assertThat(admin.showRecords()).isTrue();
    assertThat(admin.toString()).doesNotContain("s3cret");
  }

  @Test
  void thereMayBeNone() throws Exception {
    assertThat(load("admin: { listen: none }\n").admin()).isEmpty();
  }

  @Test
  void whatCannotBe() throws Exception {
    assertThat(refusal("{ listen: \"0.0.0.0:80\" }")).contains("admin.token: missing");
    assertThat(refusal("{ listen: \"a:b:c:d\", show_records: maybe }"))
        .contains("admin.show_records:");
    assertThat(refusal("{ listen: \"127.0.0.1:none\" }")).contains("is no host and port");
    assertThat(refusal("{ keystore: /nowhere }")).contains("admin.keystore: cannot be used");
  }

  private RelayConfig load(String admin) throws Exception {
    return files.load(ConfigFiles.DESTINATION + admin);
  }

  private String refusal(String admin) throws Exception {
    return files.refusal(ConfigFiles.DESTINATION + "admin: " + admin + "\n").getMessage();
  }
}
