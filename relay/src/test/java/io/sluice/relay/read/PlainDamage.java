package io.sluice.relay.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;

/**
 * What disks, file systems and people do to files. The checksums are what they were: whatever
 * differs from what was written is to be found out.
 */
enum PlainDamage {
  FLIP {
    @Override
    byte[] damaged(byte[] bytes, Random random) {
      for (int i = random.nextInt(8); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      return bytes;
    }
  },
  TRUNCATE {
    @Override
    byte[] damaged(byte[] bytes, Random random) {
      return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
  },
  ZERO_PAGE {
    @Override
    byte[] damaged(byte[] bytes, Random random) {
      int page = 1 << (3 + random.nextInt(8));
      int from = random.nextInt(Math.max(1, bytes.length / page)) * page;
      Arrays.fill(bytes, from, Math.min(bytes.length, from + page), (byte) 0);
      return bytes;
    }
  },
  ZERO_TAIL {
    @Override
    byte[] damaged(byte[] bytes, Random random) {
      Arrays.fill(bytes, random.nextInt(bytes.length), bytes.length, (byte) 0);
      return bytes;
    }
  },
  NOISE {
    @Override
    byte[] damaged(byte[] bytes, Random random) {
      int from = random.nextInt(bytes.length);
      byte[] noise = new byte[1 + random.nextInt(Math.min(600, bytes.length - from))];
      random.nextBytes(noise);
      System.arraycopy(noise, 0, bytes, from, noise.length);
      return bytes;
    }
  },
  HUGE_LENGTH {
    @Override
    byte[] damaged(byte[] bytes, Random random) {
      int at = random.nextInt(bytes.length / 8) * 8;
      bytes[at] = (byte) random.nextInt(256);
      bytes[at + 1] = (byte) random.nextInt(256);
      return bytes;
    }
  },
  SHIFTED {
    @Override
    byte[] damaged(byte[] bytes, Random random) {
      int from = random.nextInt(bytes.length / 8) * 8;
      int to = random.nextInt(bytes.length / 8) * 8;
      System.arraycopy(bytes.clone(), from, bytes, to, bytes.length - Math.max(from, to));
      return bytes;
    }
  },
  LONGER {
    @Override
    byte[] damaged(byte[] bytes, Random random) {
      byte[] longer = Arrays.copyOf(bytes, bytes.length + 8 * (1 + random.nextInt(1000)));
      System.arraycopy(bytes, 0, longer, longer.length - bytes.length, bytes.length);
      System.arraycopy(bytes, 0, longer, 0, bytes.length);
      return longer;
    }
  },
  MISSING {
    @Override
    void inflict(SortedMap<Long, byte[]> files, Random random) {
      files.remove(any(files, random));
    }
  },
  SWAPPED {
    @Override
    void inflict(SortedMap<Long, byte[]> files, Random random) {
      long one = any(files, random);
      long other = any(files, random);
      byte[] bytes = files.get(one);
      files.put(one, files.get(other));
      files.put(other, bytes);
    }
  },
  DUPLICATED {
    @Override
    void inflict(SortedMap<Long, byte[]> files, Random random) {
      byte[] bytes = files.get(any(files, random)).clone();
      files.put(1 + (long) random.nextInt(12), bytes);
    }
  },
  /** A reused file, say: behind the segment's frames stand those of another. */
  STALE_TAIL {
    @Override
    void inflict(SortedMap<Long, byte[]> files, Random random) {
      long one = any(files, random);
      byte[] stale = files.get(any(files, random));
      byte[] bytes = files.get(one);
      int length = Math.min(stale.length, bytes.length);
      if (length > 0) {
        int from = random.nextInt(length);
        System.arraycopy(stale, from, bytes, from, length - from);
      }
    }
  };

  /** Does it to one file, or to several. */
  void inflict(SortedMap<Long, byte[]> files, Random random) {
    long segment = any(files, random);
    byte[] bytes = files.get(segment);
    if (bytes.length >= 8) {
      files.put(segment, damaged(bytes, random));
    }
  }

  byte[] damaged(byte[] bytes, Random random) {
    throw new AssertionError("nothing is done to one file alone");
  }

  static long any(SortedMap<Long, byte[]> files, Random random) {
    List<Long> segments = new ArrayList<>(files.keySet());
    return segments.get(random.nextInt(segments.size()));
  }
}
