package io.sluice.sandbox;

import java.nio.file.Path;
import java.util.List;

/**
 * A real Apicurio schema registry in a child JVM, with its files in one directory and its port for
 * life. The build resolves it with the profile {@code avro}.
 */
public final class ApicurioRegistry extends Server {
  private static final String HOST = "127.0.0.1";
  private static final String STARTED = "Installed features";

  private final Path directory;
  private final int port = Ports.free();

  /** Makes a registry that does not run yet, on a free port. */
  public ApicurioRegistry(Path directory, Progress progress) {
    super("apicurio registry", progress);
    this.directory = directory;
  }

  /** Where the jars of its converter are, as a directory of the relay's plugins. */
  public static Path plugins() {
    return Checkout.registryPlugins();
  }

  /** What clients call {@code apicurio.registry.url}. */
  public String url() {
    return "http://" + HOST + ":" + port + "/apis/registry/v2";
  }

  @Override
  JvmCommand prepare() {
    return JvmCommand.named("apicurio", directory)
        .classPath(Checkout.registryJar().toString())
        .options(List.of("-Xms64m", "-Xmx256m", "-XX:+ExitOnOutOfMemoryError"))
        .property("quarkus.http.host", HOST)
        .property("quarkus.http.port", port)
        .property("quarkus.datasource.jdbc.url", database())
        .main("io.quarkus.runner.GeneratedMain");
  }

  /** Written before the registry answers: so a schema that it confirmed survives its kill. */
  private String database() {
    return "jdbc:h2:file:" + directory.resolve("data/schemas") + ";WRITE_DELAY=0";
  }

  @Override
  boolean isReady(ChildJvm jvm) {
    return jvm.hasLogged(STARTED);
  }

  @Override
  String address() {
    return url();
  }
}
