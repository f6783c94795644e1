package io.sluice.relay.checkpoint;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.mapdb.volume.ByteBufferVolSingle;
import org.mapdb.volume.Volume;
import org.mapdb.volume.VolumeFactory;

/**
 * A disk that keeps only what was synced, as after a power failure: what is put stays in memory
 * until {@code sync} copies it to the file, all of it or, on demand, part of it and then an error.
 * {@link #cut} leaves any of what was put and not synced, sector by sector: the kernel may have
 * written it.
 */
final class ForgetfulVolumes extends VolumeFactory {
  private static final int NONE = -1;
  private static final int SECTOR = 512;

  /** The next sync copies only that many bytes of what changed, and fails. */
  int failNextSyncAfter = NONE;

  /** The next sync copies any sectors, by chance, and fails. */
  Random failNextSyncBy;

  private ForgetfulVolume opened;

  /** Cuts the power. */
  void cut(Random random) {
    opened.write(opened.survivors(random));
  }

  @Override
  public Volume makeVolume(
      String file, boolean readOnly, long lockWait, int slice, long size, boolean fixed) {
    try {
      byte[] content = Arrays.copyOf(Files.readAllBytes(Path.of(file)), (int) size);
      opened = new ForgetfulVolume(Path.of(file), content);
      return opened;
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

  private final class ForgetfulVolume extends ByteBufferVolSingle {
    private final Path file;
    private final byte[] memory;
    private byte[] disk;

    ForgetfulVolume(Path file, byte[] content) {
      super(false, content.length, false);
      this.file = file;
      this.memory = content;
      this.disk = content.clone();
      this.buffer = ByteBuffer.wrap(memory);
    }

    @Override
    public void sync() {
      if (failNextSyncBy != null) {
        write(survivors(failNextSyncBy));
        failNextSyncBy = null;
        throw new UncheckedIOException(new IOException("Input/output error"));
      }
      int budget = failNextSyncAfter == NONE ? Integer.MAX_VALUE : failNextSyncAfter;
      byte[] next = disk.clone();
      for (int i = 0; i < memory.length; i++) {
        if (next[i] != memory[i] && budget-- > 0) {
          next[i] = memory[i];
        }
      }
      write(next);
      if (failNextSyncAfter != NONE) {
        failNextSyncAfter = NONE;
        throw new UncheckedIOException(new IOException("Input/output error"));
      }
    }

    private byte[] survivors(Random random) {
      byte[] next = disk.clone();
      int luck = random.nextInt(4); // none of them, all of them, or some
      for (int at = 0; at < memory.length; at += SECTOR) {
        if (luck == 3 || (luck > 0 && random.nextBoolean())) {
          System.arraycopy(memory, at, next, at, Math.min(SECTOR, memory.length - at));
        }
      }
      return next;
    }

    private void write(byte[] next) {
      disk = next;
      try {
        Files.write(file, next);
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
      return memory.length;
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
      throw new AssertionError("a checkpoint file is never truncated");
    }
  }
}
