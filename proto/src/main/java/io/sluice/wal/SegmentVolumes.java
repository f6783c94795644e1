package io.sluice.wal;

import java.io.File;
import org.mapdb.volume.MappedFileVolSingle;
import org.mapdb.volume.Volume;
import org.mapdb.volume.VolumeFactory;

/**
 * The volumes that segments live in: each one memory mapping of the whole file, zero-filled before
 * it is mapped, so that a full disk shows as an exception when the segment is created and not as a
 * fault in mapped memory later.
 *
 * <p>A {@link VolumeFactory} is the seam between the journal and the disk: tests put volumes with
 * full disks and failing syncs behind it.
 */
public final class SegmentVolumes extends VolumeFactory {

  /**
   * The one instance. Its mappings are only ever released by the garbage collector: in the
   * database's process, a late writer to an unmapped page would crash the JVM.
   */
  public static final SegmentVolumes MAPPED = new SegmentVolumes();

  private static final long NO_LOCK = -1; // the journal's own lock file guards all of its segments

  private SegmentVolumes() {}

  @Override
  public Volume makeVolume(
      String file,
      boolean readOnly,
      long fileLockWait,
      int sliceShift,
      long initSize,
      boolean fixedSize) {
    return new MappedFileVolSingle(new File(file), readOnly, fileLockWait, initSize, false);
  }

  @Override
  public boolean exists(String file) {
    return new File(file).exists();
  }

  @Override
  public boolean handlesReadonly() {
    return true;
  }

  /** A new volume of exactly {@code size} bytes over an empty file. */
  static Volume create(VolumeFactory factory, String file, int size) {
    return factory.makeVolume(file, false, NO_LOCK, 0, size, true);
  }

  /** An existing file, to be read only: as many bytes as it has now. */
  static Volume read(VolumeFactory factory, String file, long size) {
    return factory.makeVolume(file, true, NO_LOCK, 0, size, true);
  }
}
