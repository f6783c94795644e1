package io.sluice.trigger.encode;

import java.lang.ref.WeakReference;
import org.apache.cassandra.schema.TableMetadata;

/**
 * Finds a table's {@link CapturedTable} by the identity of its TableMetadata, which Cassandra
 * replaces whenever the table changes: nothing is ever looked up by name or invalidated.
 *
 * <p>A hash table with open addressing that is copied to be changed, so looking up takes no lock
 * and makes no garbage. It holds the keys weakly: a dropped table's entry goes with the next copy.
 *
 * <p>For any number of threads.
 */
public final class TableSchemas {
  private static final int INITIAL_SIZE = 32;

  private volatile Entry[] entries = new Entry[INITIAL_SIZE];

  public CapturedTable of(TableMetadata metadata) {
    CapturedTable known = find(entries, metadata);
    return known == null ? add(metadata) : known;
  }

  /** Entries held now, cleared ones included. */
  int size() {
    int size = 0;
    for (Entry entry : entries) {
      size += entry == null ? 0 : 1;
    }
    return size;
  }

  private static CapturedTable find(Entry[] entries, Object metadata) {
    int mask = entries.length - 1;
    int slot = System.identityHashCode(metadata) & mask;
    for (Entry entry = entries[slot]; entry != null; entry = entries[slot]) {
      if (entry.get() == metadata) {
        return entry.table;
      }
      slot = slot + 1 & mask;
    }
    return null;
  }

  private synchronized CapturedTable add(TableMetadata metadata) {
    CapturedTable known = find(entries, metadata); // another thread may have been faster
    if (known != null) {
      return known;
    }
    Entry added = new Entry(metadata, SchemaBuilder.capture(metadata));
    entries = copyOf(entries, added);
    return added.table;
  }

  /** Always at least half empty, so that a search ends soon. */
  private static Entry[] copyOf(Entry[] entries, Entry added) {
    int live = 1;
    for (Entry entry : entries) {
      live += entry != null && entry.get() != null ? 1 : 0;
    }
    Entry[] copy = new Entry[Math.max(INITIAL_SIZE, Integer.highestOneBit(live) << 2)];
    for (Entry entry : entries) {
      if (entry != null && entry.get() != null) {
        insert(copy, entry);
      }
    }
    insert(copy, added);
    return copy;
  }

  private static void insert(Entry[] entries, Entry entry) {
    int mask = entries.length - 1;
    int slot = entry.hash & mask;
    while (entries[slot] != null) {
      slot = slot + 1 & mask;
    }
    entries[slot] = entry;
  }

  /** Typed Object, since it is the identity that counts. */
  private static final class Entry extends WeakReference<Object> {
    private final int hash;
    private final CapturedTable table;

    private Entry(TableMetadata metadata, CapturedTable table) {
      super(metadata);
      this.hash = System.identityHashCode(metadata);
      this.table = table;
    }
  }
}
