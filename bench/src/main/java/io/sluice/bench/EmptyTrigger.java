package io.sluice.bench;

import java.util.Collection;
import java.util.List;
import org.apache.cassandra.db.Mutation;
import org.apache.cassandra.db.partitions.Partition;
import org.apache.cassandra.triggers.ITrigger;

/** A trigger that does nothing: what it costs is Cassandra's own cost of any trigger. */
public final class EmptyTrigger implements ITrigger {
  @Override
  public Collection<Mutation> augment(Partition update) {
    return List.of();
  }
}
