package io.sluice.relay.admin;

import com.google.common.net.HostAndPort;
import io.sluice.relay.config.TlsConfig;
import java.util.function.BiFunction;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.KeyStoreScanner;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Listens with TLS; a certificate that is renewed in its file is taken up without a restart. */
record TlsConnector(HostAndPort listen, TlsConfig tls)
    implements BiFunction<Server, HttpConfiguration, Connector> {
  @Override
  public Connector apply(Server server, HttpConfiguration http) {
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setKeyStorePath(tls.keystore().toAbsolutePath().toString());
    context.setKeyStorePassword(tls.password());
    server.addBean(new KeyStoreScanner(context));
    HttpConfiguration secure = new HttpConfiguration(http);
    // By its address a relay is asked for without a name; the client checks the certificate.
    secure.addCustomizer(new SecureRequestCustomizer(false));
    ServerConnector connector =
        new ServerConnector(
            server,
            new SslConnectionFactory(context, "http/1.1"),
            new HttpConnectionFactory(secure));
    connector.setHost(listen.getHost());
    connector.setPort(listen.getPort());
    return connector;
  }
}
