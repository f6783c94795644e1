package io.sluice.relay.dedupe;

/**
 * Finds the slot of an id in an {@link IdRing}: a hash table with open addressing and linear
 * probing, never more than half full. An id is a digest, so its low bits are the hash.
 */
final class SlotIndex {
  private static final int EMPTY = 0;

  private final IdRing ring;
  private final int mask;

  /** Slot numbers plus one. */
  private final int[] places;

  /** Indexes what the ring holds, for as long as its capacity stays what it is. */
  SlotIndex(IdRing ring) {
    this.ring = ring;
    places = new int[2 * ring.capacity()];
    mask = places.length - 1;
    for (int i = 0; i < ring.size(); i++) {
      add(ring.slot(i));
    }
  }

  boolean contains(long high, long low) {
    for (int place = home(low); places[place] != EMPTY; place = after(place)) {
      if (ring.holds(places[place] - 1, high, low)) {
        return true;
      }
    }
    return false;
  }

  /** The id in the slot must not be indexed yet. */
  void add(int slot) {
    int place = home(ring.low(slot));
    while (places[place] != EMPTY) {
      place = after(place);
    }
    places[place] = slot + 1;
  }

  /** The id must be indexed, and still stand in the slot. */
  void remove(int slot) {
    int hole = home(ring.low(slot));
    while (places[hole] != slot + 1) {
      hole = after(hole);
    }
    close(hole);
  }

  /**
   * Moves back what stands behind a hole, up to the next gap, wherever that brings it no further
   * than its home: a search from there would otherwise end at the hole.
   */
  private void close(int hole) {
    for (int place = after(hole); places[place] != EMPTY; place = after(place)) {
      int fromHome = (place - home(ring.low(places[place] - 1))) & mask;
      if (fromHome >= ((place - hole) & mask)) {
        places[hole] = places[place];
        hole = place;
      }
    }
    places[hole] = EMPTY;
  }

  private int home(long low) {
    return (int) low & mask;
  }

  private int after(int place) {
    return (place + 1) & mask;
  }
}
