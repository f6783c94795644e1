package io.sluice.tests.harness;

import io.sluice.sandbox.CassandraNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Another trigger, which has it in for certain partitions: a write to {@value #REFUSE} it refuses,
 * with a write to {@value #DIE} it kills the node at once. Compiled against the node's own jars,
 * since what a trigger is differs between versions.
 */
public final class Saboteur {
  /** A partition key of type text. */
  public static final String REFUSE = "refuse";

  /** A partition key of type text. */
  public static final String DIE = "die";

  private static final String SOURCE =
      """
      import java.util.Collection;
      import org.apache.cassandra.db.Mutation;
      import org.apache.cassandra.db.marshal.UTF8Type;
      import org.apache.cassandra.db.partitions.Partition;
      import org.apache.cassandra.triggers.ITrigger;

      public class SaboteurTrigger implements ITrigger {
        @Override
        public Collection<Mutation> augment(Partition update) {
          String key = UTF8Type.instance.compose(update.partitionKey().getKey());
          if (key.equals("refuse")) {
            throw new IllegalStateException("refused by the other trigger");
          }
          if (key.equals("die")) {
            Runtime.getRuntime().halt(137);
          }
          return null;
        }
      }
      """;

  private Saboteur() {}

  /** Has the node know the trigger. */
  static void install(CassandraNode node, Path directory) {
    try {
      compile(node.classPath(), directory);
      node.installTrigger(jar(directory));
      node.reloadTriggers();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a trigger in " + directory, e);
    }
  }

  /**
   * Has it look at a table's writes.
   *
   * @param name triggers of a table are run in the order in which they were made
   */
  public static void watch(Table table, String name) {
    table.execute("CREATE TRIGGER " + name + " ON %s USING 'SaboteurTrigger'");
  }

  private static void compile(String classPath, Path directory) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of("-cp", classPath, "-d", directory.toString(), "--release", "11", "-proc:none");
    if (!compiler.getTask(null, null, null, options, null, List.of(new Source())).call()) {
      throw new IllegalStateException("the trigger does not compile against " + classPath);
    }
  }

  private static Path jar(Path directory) throws IOException {
    Path jar = directory.resolve("saboteur.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry("SaboteurTrigger.class"));
      Files.copy(directory.resolve("SaboteurTrigger.class"), out);
      out.closeEntry();
    }
    return jar;
  }

  private static final class Source extends SimpleJavaFileObject {
    Source() {
      super(URI.create("string:///SaboteurTrigger.java"), JavaFileObject.Kind.SOURCE);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return SOURCE;
    }
  }
}
