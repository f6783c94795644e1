package io.sluice.trigger;

import io.sluice.wal.JournalDirectory;
import io.sluice.wal.JournalReader;
import io.sluice.wal.record.PartitionChange;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads back what triggers wrote. */
final class Journals {
  private Journals() {}

  /** All records of a journal, in order. */
  static List<WalRecord> records(Path directory) throws IOException {
    List<WalRecord> records = new ArrayList<>();
    try (JournalReader reader = JournalReader.open(JournalDirectory.of(directory), 0)) {
      for (; ; ) {
        switch (reader.next()) {
          case RECORD ->
              records.add(WalRecord.parseFrom(Arrays.copyOf(reader.record(), reader.length())));
          case DAMAGE -> throw new IOException("damage: " + reader.damage());
          case NOTHING -> {
            return records;
          }
        }
      }
    }
  }

  /** The partition keys, as text, of all changes. */
  static List<String> keys(Path directory) throws IOException {
    List<String> keys = new ArrayList<>();
    for (WalRecord record : records(directory)) {
      if (record.hasChange()) {
        keys.add(PartitionChange.parseFrom(record.getChange()).getPartitionKey().toStringUtf8());
      }
    }
    return keys;
  }
}
