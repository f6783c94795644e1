package io.sluice.bench;

import io.sluice.trigger.encode.PartitionEncoder;
import io.sluice.trigger.encode.TableSchemas;
import org.apache.cassandra.db.partitions.PartitionUpdate;
import org.apache.cassandra.utils.FBUtilities;

/** The trigger's encoding without its journal, for other journals. For any number of threads. */
final class Encoding {
  private final TableSchemas tables = new TableSchemas();

  /** Where a record goes: its bytes are there for the call only. */
  interface Journal {
    void append(byte[] record, int length);
  }

  void write(PartitionUpdate update, Journal journal) {
    PartitionEncoder encoder = PartitionEncoder.ofThread();
    int length =
        encoder.encode(update, tables.of(update.metadata()), FBUtilities.timestampMicros());
    journal.append(encoder.bytes(), length);
  }
}
