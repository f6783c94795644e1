package io.sluice.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A trigger's jar whose journal lies on a disk that takes 200 ms for each sync: the jar with
 * another factory of volumes, compiled against it.
 */
final class SlowDisk {
  private static final String PACKAGE = "io/sluice/trigger/wal";

  private static final String SOURCE =
      """
      package io.sluice.trigger.wal;

      import io.sluice.trigger.shaded.mapdb.volume.ByteBufferVolSingle;
      import io.sluice.trigger.shaded.mapdb.volume.MappedFileVolSingle;
      import io.sluice.trigger.shaded.mapdb.volume.Volume;
      import io.sluice.trigger.shaded.mapdb.volume.VolumeFactory;
      import java.io.File;
      import java.io.IOException;
      import java.io.RandomAccessFile;
      import java.io.UncheckedIOException;
      import java.nio.MappedByteBuffer;
      import java.nio.channels.FileChannel.MapMode;
      import java.util.concurrent.locks.LockSupport;

      public final class SegmentVolumes extends VolumeFactory {
        public static final SegmentVolumes MAPPED = new SegmentVolumes();

        @Override
        public Volume makeVolume(
            String file, boolean readOnly, long lockWait, int slice, long size, boolean fixed) {
          if (readOnly) {
            return new MappedFileVolSingle(new File(file), true, lockWait, size, false);
          }
          try (RandomAccessFile raf = new RandomAccessFile(file, "rw")) {
            raf.setLength(size);
            return new Slow(new File(file), raf.getChannel().map(MapMode.READ_WRITE, 0, size));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }

        @Override
        public boolean exists(String file) {
          return new File(file).exists();
        }

        @Override
        public boolean handlesReadonly() {
          return true;
        }

        static Volume create(VolumeFactory factory, String file, int size) {
          return factory.makeVolume(file, false, -1, 0, size, true);
        }

        static Volume read(VolumeFactory factory, String file, long size) {
          return factory.makeVolume(file, true, -1, 0, size, true);
        }

        private static final class Slow extends ByteBufferVolSingle {
          private final File file;
          private final MappedByteBuffer mapped;

          Slow(File file, MappedByteBuffer mapped) {
            super(false, mapped.capacity(), false);
            this.file = file;
            this.mapped = mapped;
            this.buffer = mapped;
          }

          @Override
          public void sync() {
            long end = System.nanoTime() + 200_000_000;
            for (long left = 1; left > 0; left = end - System.nanoTime()) {
              LockSupport.parkNanos(left);
            }
            mapped.force();
            mark();
          }

          private void mark() {
            try {
              new File(file.getParentFile(), "slow").createNewFile();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }

          @Override
          public void close() {
            buffer = null;
          }

          @Override
          public long length() {
            return file.length();
          }

          @Override
          public boolean isReadOnly() {
            return false;
          }

          @Override
          public File getFile() {
            return file;
          }

          @Override
          public boolean getFileLocked() {
            return false;
          }

          @Override
          public void truncate(long size) {
            throw new AssertionError("a segment is never truncated");
          }
        }
      }
      """;

  private SlowDisk() {}

  /**
   * Forgets that there were slow syncs.
   *
   * @throws IllegalStateException if there was none: the jar was not the one that was loaded
   */
  static void checkUsed(Path journal) throws IOException {
    if (!Files.deleteIfExists(journal.resolve("slow"))) {
      throw new IllegalStateException("no sync was slow in " + journal);
    }
  }

  /** Makes the jar, of the trigger's own name, in a directory. */
  static Path jar(Path trigger, String classPath, Path directory) throws IOException {
    Path classes = Files.createDirectories(directory.resolve("classes"));
    compile(trigger + ":" + classPath, classes);
    Path jar = directory.resolve(trigger.getFileName());
    Files.copy(trigger, jar, StandardCopyOption.REPLACE_EXISTING);
    try (FileSystem zip = FileSystems.newFileSystem(jar);
        Stream<Path> compiled = Files.list(classes.resolve(PACKAGE))) {
      for (Path file : compiled.toList()) {
        Path entry = zip.getPath(PACKAGE, file.getFileName().toString());
        Files.copy(file, entry, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return jar;
  }

  private static void compile(String classPath, Path classes) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of("-cp", classPath, "-d", classes.toString(), "--release", "11", "-proc:none");
    if (!compiler.getTask(null, null, null, options, null, List.of(new Source())).call()) {
      throw new IllegalStateException("the slow disk does not compile against " + classPath);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    Source() {
      super(
          URI.create("string:///" + PACKAGE + "/SegmentVolumes.java"), JavaFileObject.Kind.SOURCE);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return SOURCE;
    }
  }
}
