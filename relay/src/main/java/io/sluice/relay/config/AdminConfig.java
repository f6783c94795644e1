package io.sluice.relay.config;

import com.google.common.net.HostAndPort;
import java.util.Optional;

/**
 * Where operators and their tools reach the relay.
 *
 * @param listen host and port; port 0 is any that is free
 * @param token that every request has to have; empty: none, which only loopback may do
 * @param tls empty: it speaks plain HTTP
 * @param showRecords whether it shows the last records, which are users' data
 */
public record AdminConfig(
    HostAndPort listen, Optional<String> token, Optional<TlsConfig> tls, boolean showRecords) {
  static final int DEFAULT_PORT = 9464;
  static final boolean DEFAULT_SHOW_RECORDS = false;
  static final String DEFAULT_LISTEN = "127.0.0.1:" + DEFAULT_PORT;

  /** Without the token. */
  @Override
  public String toString() {
    return listen.toString();
  }
}
