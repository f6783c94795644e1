package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void handsOutNoPortTwice() {
    Set<Integer> ports = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      assertThat(ports.add(Ports.free())).isTrue();
    }
  }

  @Test
  void takesTheWishedPortOnlyWhereNobodyListens() throws Exception {
    int wished = Ports.free();
    assertThat(Ports.freeOr("127.0.0.1", wished)).isEqualTo(wished);
    try (ServerSocket taken = new ServerSocket(wished, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Ports.freeOr("127.0.0.1", wished)).isNotEqualTo(taken.getLocalPort());
    }
  }
}
