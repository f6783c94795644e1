package io.sluice.relay.change;

import java.util.List;
import java.util.UUID;

/** Records of changes of which no more is known than where they are from, and when. */
public final class CapturedRecords {
  private CapturedRecords() {}

  /** A version of a table, without columns. */
  public static Table table(String keyspace, String name, long version) {
    return new Table(new UUID(0, 1), version, keyspace, name, false, List.of());
  }

  /** A record of a change of that table. */
  public static Outgoing of(String keyspace, String name, long version, long capturedAtMicros) {
    Source source = new Source("ring", "dc1", new UUID(0, 0));
    Table table = table(keyspace, name, version);
    Captured captured =
        new Captured(8, 8, capturedAtMicros, 0, table, source, null, Outcome.APPLIED, false);
    Upsert change = new Upsert(captured, null, null, Scope.ROW, null, List.of(), List.of());
    return Outgoing.of(change, "t", new byte[0], new byte[0], 1, List.of());
  }
}
