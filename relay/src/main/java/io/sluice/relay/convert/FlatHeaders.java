package io.sluice.relay.convert;

import io.sluice.relay.change.Change;
import io.sluice.relay.change.Header;
import io.sluice.relay.change.Operation;
import io.sluice.relay.change.Outcome;
import io.sluice.relay.change.Scope;
import io.sluice.relay.change.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes the headers of records; see {@link FlatEnvelope}. */
final class FlatHeaders {
  private FlatHeaders() {}

  static List<Header> of(Change change) {
    List<Header> headers = new ArrayList<>(8);
    headers.add(new Header("keyspace", change.table().keyspace()));
    headers.add(new Header("table", change.table().name()));
    headers.add(new Header("operation", change.operation().name()));
    headers.add(new Header("writetime", Long.toString(change.writetime())));
    headers.add(new Header("change_id", change.id().toString()));
    headers.add(new Header("source", source(change.source())));
    int ttl = change.ttl();
    if (ttl > 0) {
      headers.add(new Header("ttl", Integer.toString(ttl)));
    }
    if (change.operation() == Operation.DELETE || change.scope() == Scope.STATIC) {
      headers.add(new Header("scope", change.scope().name().toLowerCase(Locale.ROOT)));
    }
    if (change.captured().outcome() == Outcome.UNKNOWN) {
      headers.add(new Header("outcome", "unknown"));
    }
    if (change.captured().conditional()) {
      headers.add(new Header("writetime_kind", "proposed"));
    }
    return headers;
  }

  private static String source(Source source) {
    return source.dataCenter() + "/" + source.hostId();
  }
}
