package io.sluice.relay.convert;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.Header;
import io.sluice.relay.change.Operation;
import io.sluice.relay.change.Outcome;
import io.sluice.relay.change.Scope;
import io.sluice.relay.change.Source;
import io.sluice.relay.change.Table;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes the headers of records; see {@link FlatEnvelope}. Those that say the same of many records
 * are made once.
 *
 * <p>Not thread-safe: each envelope has its own.
 */
final class FlatHeaders {
  private static final ImmutableMap<Operation, Header> OPERATIONS =
      Maps.immutableEnumMap(
          Maps.toMap(EnumSet.allOf(Operation.class), one -> new Header("operation", one.name())));
  private static final ImmutableMap<Scope, Header> SCOPES =
      Maps.immutableEnumMap(
          Maps.toMap(
              EnumSet.allOf(Scope.class),
              one -> new Header("scope", one.name().toLowerCase(Locale.ROOT))));
  private static final Header UNKNOWN = new Header("outcome", "unknown");
  private static final Header PROPOSED = new Header("writetime_kind", "proposed");

  private final Map<Table, List<Header>> tables = new HashMap<>();
  private Source source; // of the change before
  private Header sourceHeader;

  List<Header> of(Change change) {
    List<Header> headers = new ArrayList<>(8);
    headers.addAll(tables.computeIfAbsent(change.table(), FlatHeaders::of));
    headers.add(OPERATIONS.get(change.operation()));
    headers.add(new Header("writetime", Long.toString(change.writetime())));
    headers.add(new Header("change_id", change.id().toString()));
    headers.add(of(change.source()));
    int ttl = change.ttl();
    if (ttl > 0) {
      headers.add(new Header("ttl", Integer.toString(ttl)));
    }
    if (change.operation() == Operation.DELETE || change.scope() == Scope.STATIC) {
      headers.add(SCOPES.get(change.scope()));
    }
    if (change.captured().outcome() == Outcome.UNKNOWN) {
      headers.add(UNKNOWN);
    }
    if (change.captured().conditional()) {
      headers.add(PROPOSED);
    }
    return headers;
  }

  private static List<Header> of(Table table) {
    return List.of(new Header("keyspace", table.keyspace()), new Header("table", table.name()));
  }

  private Header of(Source now) {
    if (source == null || !source.equals(now)) {
      source = now;
      sourceHeader = new Header("source", now.dataCenter() + "/" + now.hostId());
    }
    return sourceHeader;
  }
}
