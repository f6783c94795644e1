package io.sluice.trigger;

import io.sluice.wal.JournalDirectory;
import io.sluice.wal.JournalReader;
import io.sluice.wal.record.PartitionChange;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads back what triggers wrote. */
final class Journals {
  private Journals() {}

  /** All records of a journal, in order. */
  static List<WalRecord> records(Path directory) throws IOException {
    return List.copyOf(recordsByPosition(directory).values());
  }

  private static Map<Long, WalRecord> recordsByPosition(Path directory) throws IOException {
    Map<Long, WalRecord> records = new LinkedHashMap<>();
    try (JournalReader reader = JournalReader.open(JournalDirectory.of(directory), 0)) {
      for (; ; ) {
        switch (reader.next()) {
          case RECORD ->
              records.put(
                  reader.position(),
                  WalRecord.parseFrom(Arrays.copyOf(reader.record(), reader.length())));
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
        keys.add(key(record));
      }
    }
    return keys;
  }

  /**
   * For each change, in order, its partition key and what became of it, as in {@code "a APPLIED"};
   * the key alone where the journal does not say.
   */
  static List<String> outcomes(Path directory) throws IOException {
    Map<Long, String> changes = new LinkedHashMap<>();
    for (Map.Entry<Long, WalRecord> entry : recordsByPosition(directory).entrySet()) {
      WalRecord record = entry.getValue();
      if (record.hasChange()) {
        changes.put(entry.getKey(), key(record));
      } else if (record.hasOutcome()) {
        String kind = " " + record.getOutcome().getKind();
        for (long position : record.getOutcome().getPositionList()) {
          changes.compute(position, (p, key) -> key + kind); // "null APPLIED" if it is nowhere
        }
      }
    }
    return List.copyOf(changes.values());
  }

  private static String key(WalRecord record) throws IOException {
    return PartitionChange.parseFrom(record.getChange()).getPartitionKey().toStringUtf8();
  }
}
