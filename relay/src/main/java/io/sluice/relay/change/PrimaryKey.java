package io.sluice.relay.change;

import com.google.protobuf.ByteString;
import java.util.List;

/**
 * The serialized values of primary-key columns.
 *
 * @param partition one value for each partition-key column
 * @param clustering one value for each clustering column, null where a row of a COMPACT STORAGE
 *     table has none; empty when the change is not about one row
 */
public record PrimaryKey(List<ByteString> partition, List<ByteString> clustering) {}
