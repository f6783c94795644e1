package io.sluice.trigger;

import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.UUID;
import org.apache.cassandra.config.CassandraRelevantProperties;
import org.apache.cassandra.config.Config;
import org.apache.cassandra.config.DataStorageSpec;
import org.apache.cassandra.config.DatabaseDescriptor;
import org.apache.cassandra.cql3.BatchQueryOptions;
import org.apache.cassandra.cql3.CQLStatement;
import org.apache.cassandra.cql3.QueryProcessor;
import org.apache.cassandra.cql3.statements.BatchStatement;
import org.apache.cassandra.cql3.statements.schema.AlterSchemaStatement;
import org.apache.cassandra.db.IMutation;
import org.apache.cassandra.db.partitions.PartitionUpdate;
import org.apache.cassandra.dht.Murmur3Partitioner;
import org.apache.cassandra.schema.Schema;
import org.apache.cassandra.schema.TableMetadata;
import org.apache.cassandra.service.ClientState;
import org.apache.cassandra.service.StorageService;
import org.apache.cassandra.transport.Dispatcher;
import org.apache.cassandra.utils.FBUtilities;

/**
 * Cassandra's own CQL, without a running node: schema statements change the schema of this JVM, and
 * modifications give the very updates that a trigger would be called with.
 */
public final class Cql {
  /** Timestamp of every statement without {@code USING TIMESTAMP}: microseconds. */
  public static final long TIMESTAMP = 1_700_000_000_123_456L;

  /** The "now" of every statement: seconds. */
  public static final long NOW = 1_700_000_000L;

  /** The node's. */
  public static final UUID HOST_ID = UUID.randomUUID();

  private static final String KEYSPACE = "demo";
  private static int tables;

  static {
    CassandraRelevantProperties.FORCE_LOAD_LOCAL_KEYSPACES.setBoolean(true);
    DatabaseDescriptor.clientInitialization(true, Cql::config);
    DatabaseDescriptor.setPartitionerUnsafe(Murmur3Partitioner.instance);
    DatabaseDescriptor.applySnitch();
    StorageService.instance
        .getTokenMetadata()
        .updateHostId(HOST_ID, FBUtilities.getBroadcastAddressAndPort());
    alter(
        "CREATE KEYSPACE "
            + KEYSPACE
            + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
  }

  private Cql() {}

  private static Config config() {
    Config config = new Config();
    config.max_mutation_size = new DataStorageSpec.IntKibibytesBound("16MiB");
    config.endpoint_snitch = "SimpleSnitch";
    return config;
  }

  /** Makes sure that Cassandra's classes are set up. */
  public static void initialize() {}

  /**
   * Creates a table.
   *
   * @param definition what stands in the parentheses, and any options behind them
   * @return its name, with the keyspace
   */
  public static synchronized String table(String definition) {
    String name = KEYSPACE + ".t" + tables++;
    alter("CREATE TABLE " + name + " (" + definition);
    return name;
  }

  /** Changes the schema; unqualified types are looked up in the keyspace of {@link #table}. */
  public static void alter(String statement) {
    AlterSchemaStatement parsed = (AlterSchemaStatement) prepared(statement);
    Schema.instance.transform(parsed);
  }

  public static TableMetadata metadata(String table) {
    return Schema.instance.getTableMetadata(KEYSPACE, table.substring(KEYSPACE.length() + 1));
  }

  /** The one update that modifications of one partition make, run as one batch. */
  public static PartitionUpdate update(String... modifications) {
    return updateAt(NOW, modifications);
  }

  /** The same at another time: seconds since the epoch. */
  public static PartitionUpdate updateAt(long now, String... modifications) {
    List<PartitionUpdate> updates = batch("BEGIN UNLOGGED BATCH ", now, modifications);
    if (updates.size() != 1) {
      throw new IllegalArgumentException("makes " + updates.size() + " updates");
    }
    return updates.get(0);
  }

  public static PartitionUpdate counterUpdate(String... modifications) {
    return batch("BEGIN COUNTER BATCH ", NOW, modifications).get(0);
  }

  /** All updates that modifications make, run as one batch; none if they change nothing. */
  public static List<PartitionUpdate> updates(String... modifications) {
    return batch("BEGIN UNLOGGED BATCH ", NOW, modifications);
  }

  private static List<PartitionUpdate> batch(String begin, long now, String... modifications) {
    BatchStatement batch =
        (BatchStatement) prepared(begin + String.join("; ", modifications) + " APPLY BATCH");
    List<? extends IMutation> mutations =
        batch.getMutations(
            ClientState.forInternalCalls(),
            BatchQueryOptions.DEFAULT,
            false,
            TIMESTAMP,
            now,
            Dispatcher.RequestTime.forImmediateExecution());
    return mutations.stream().flatMap(m -> m.getPartitionUpdates().stream()).collect(toList());
  }

  private static CQLStatement prepared(String statement) {
    return QueryProcessor.parseStatement(statement).prepare(ClientState.forInternalCalls(KEYSPACE));
  }
}
