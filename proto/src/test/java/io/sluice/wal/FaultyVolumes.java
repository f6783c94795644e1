package io.sluice.wal;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.mapdb.DBException;
import org.mapdb.volume.ByteBufferVolSingle;
import org.mapdb.volume.Volume;
import org.mapdb.volume.VolumeFactory;

/** A disk that fails on demand: real mapped files, with the faults that a test asks for. */
final class FaultyVolumes extends VolumeFactory {

  /** The next this many syncs fail. */
  final AtomicInteger failingSyncs = new AtomicInteger();

  /** The next this many segments cannot be allocated. */
  final AtomicInteger failingAllocations = new AtomicInteger();

  /** The next this many frames fail while their payload is copied. */
  final AtomicInteger failingCopies = new AtomicInteger();

  /** The next sync throws a checked exception that it does not declare. */
  volatile boolean sneakySync;

  /** How long each sync takes. */
  volatile long syncNanos;

  final AtomicInteger syncs = new AtomicInteger();

  @Override
  public Volume makeVolume(
      String file, boolean readOnly, long lockWait, int slice, long size, boolean fixed) {
    if (takeOne(failingAllocations)) {
      throw new DBException.VolumeIOError(new IOException("No space left on device"));
    }
    try (RandomAccessFile raf = new RandomAccessFile(file, "rw")) {
      raf.setLength(size);
      return new FaultyVolume(new File(file), raf.getChannel().map(MapMode.READ_WRITE, 0, size));
    } catch (IOException e) {
      throw new DBException.VolumeIOError(e);
    }
  }

  private static boolean takeOne(AtomicInteger faults) {
    return faults.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }

  @Override
  public boolean exists(String file) {
    return new File(file).exists();
  }

  @Override
  public boolean handlesReadonly() {
    return false;
  }

  @SuppressWarnings("unchecked") // the point of it: the compiler is not to see what is thrown
  private static <E extends Throwable> void throwUndeclared(Throwable exception) throws E {
    throw (E) exception;
  }

  private final class FaultyVolume extends ByteBufferVolSingle {

    private final File file;
    private final MappedByteBuffer mapped;

    FaultyVolume(File file, MappedByteBuffer mapped) {
      super(false, mapped.capacity(), false);
      this.file = file;
      this.mapped = mapped;
      this.buffer = mapped;
    }

    @Override
    public void putData(long offset, byte[] src, int srcPos, int srcSize) {
      if (takeOne(failingCopies)) {
        throw new InternalError("a fault occurred in an unsafe memory access operation");
      }
      super.putData(offset, src, srcPos, srcSize);
    }

    @Override
    public void sync() {
      syncs.incrementAndGet();
      for (long end = System.nanoTime() + syncNanos; System.nanoTime() < end; ) {
        LockSupport.parkNanos(end - System.nanoTime());
      }
      if (sneakySync) {
        sneakySync = false;
        throwUndeclared(new IOException("Input/output error"));
      }
      if (takeOne(failingSyncs)) {
        throw new UncheckedIOException(new IOException("Input/output error"));
      }
      mapped.force();
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

    @Override
    public boolean fileLoad() {
      return false;
    }
  }
}
