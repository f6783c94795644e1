package io.sluice.wal;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.mapdb.volume.ByteBufferVolSingle;
import org.mapdb.volume.Volume;
import org.mapdb.volume.VolumeFactory;

/**
 * A disk whose power can be cut. What a process sees is the mapped file; what is on the disk is
 * what each file held when it was synced last, and beyond that, of the pages written since, any:
 * the kernel may write one whenever it likes, and none before the sync.
 *
 * <p>A file whose sync failed is never on the disk again: the kernel marks the pages clean that it
 * could not write. A second sync of it is a mistake of its writer, which {@link
 * #syncedAfterFailure} counts.
 */
final class LosableVolumes extends VolumeFactory {
  private static final int PAGE = 512;

  /** What of each segment is on disk for certain. */
  private final Map<Path, byte[]> durable = new HashMap<>();

  private final Set<Path> failed = new HashSet<>();
  private final Random random;
  private boolean cut;

  /** One of so many syncs fails; 0: none. */
  private final int failures;

  private int syncedAfterFailure;

  LosableVolumes(Random random, int failures) {
    this.random = random;
    this.failures = failures;
  }

  synchronized int syncedAfterFailure() {
    return syncedAfterFailure;
  }

  /** Cuts the power: whatever is synced from now on is not, as far as the disk is concerned. */
  synchronized void cut() {
    cut = true;
  }

  /** Whether a text is on disk for certain. */
  synchronized boolean holds(String text) {
    return durable.values().stream()
        .anyMatch(bytes -> new String(bytes, StandardCharsets.ISO_8859_1).contains(text));
  }

  /** Puts what is left of a journal, after {@link #cut}, into another directory. */
  synchronized void recover(Path journal, Path to) throws IOException {
    for (long segment : JournalDirectory.of(journal).segments()) {
      Path file = JournalDirectory.of(journal).file(segment);
      byte[] seen = Files.readAllBytes(file);
      Files.write(to.resolve(file.getFileName()), survivors(onDisk(file), seen));
    }
  }

  /** The volume was made under another name. */
  private byte[] onDisk(Path file) throws IOException {
    for (Map.Entry<Path, byte[]> known : durable.entrySet()) {
      if (known.getKey().getFileName().toString().startsWith(file.getFileName().toString())) {
        return known.getValue();
      }
    }
    return new byte[(int) Files.size(file)];
  }

  private byte[] survivors(byte[] certain, byte[] seen) {
    byte[] left = certain.clone();
    int luck = random.nextInt(4); // none of them, all of them, or some
    for (int page = 0; page < left.length; page += PAGE) {
      if (luck == 3 || (luck > 0 && random.nextBoolean())) {
        System.arraycopy(seen, page, left, page, Math.min(PAGE, left.length - page));
      }
    }
    return left;
  }

  private synchronized void sync(Path file, MappedByteBuffer mapped) {
    if (failed.contains(file)) {
      syncedAfterFailure++;
      return;
    }
    if (failures > 0 && random.nextInt(failures) == 0 && durable.containsKey(file)) {
      failed.add(file);
      throw new UncheckedIOException(new IOException("Input/output error"));
    }
    if (!cut) {
      byte[] bytes = new byte[mapped.capacity()];
      mapped.duplicate().rewind().get(bytes);
      durable.put(file, bytes);
    }
  }

  @Override
  public Volume makeVolume(
      String file, boolean readOnly, long lockWait, int slice, long size, boolean fixed) {
    try (RandomAccessFile raf = new RandomAccessFile(file, "rw")) {
      raf.setLength(size);
      MappedByteBuffer mapped = raf.getChannel().map(MapMode.READ_WRITE, 0, size);
      return new LosableVolume(Path.of(file), mapped);
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
    return false;
  }

  private final class LosableVolume extends ByteBufferVolSingle {
    private final Path file;
    private final MappedByteBuffer mapped;

    LosableVolume(Path file, MappedByteBuffer mapped) {
      super(false, mapped.capacity(), false);
      this.file = file;
      this.mapped = mapped;
      this.buffer = mapped;
    }

    @Override
    public void sync() {
      LosableVolumes.this.sync(file, mapped);
    }

    @Override
    public void close() {
      buffer = null;
    }

    @Override
    public long length() {
      return mapped.capacity();
    }

    @Override
    public boolean isReadOnly() {
      return false;
    }

    @Override
    public File getFile() {
      return file.toFile();
    }

    @Override
    public boolean getFileLocked() {
      return false;
    }

    @Override
    public void truncate(long size) {
      throw new AssertionError("a segment is never truncated");
    }

    @Override
    public boolean fileLoad() {
      return false;
    }
  }
}
