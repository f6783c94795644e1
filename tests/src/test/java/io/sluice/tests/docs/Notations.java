package io.sluice.tests.docs;

import java.util.Map;

/** That of each envelope, with what takes the place of what differs from run to run. */
final class Notations {
  private static final String TABLE_ID = "5a1c395e-b41f-11e5-9f22-ba0be0483c18";
  private static final String CHANGE_ID = "0123456789abcdeffedcba9876543210";
  private static final String HOST_ID = "550e8400-e29b-41d4-a716-446655440000";

  /** Of the headers of every envelope. */
  static final Map<String, String> HEADERS =
      Map.of("keyspace", "ks", "table", "t", "change_id", CHANGE_ID, "source", "dc1/" + HOST_ID);

  private static final String CHANGE =
      """
      {"keyspace": "ks", "table": "t", "table_id": "%s", "schema_version": "8f3c0a9be1d27745",
       "change_id": "%s", "source": {"host_id": "%s", "position": "0000000000000012:4096"},
       "captured_at": 1769860800123656}"""
          .formatted(TABLE_ID, CHANGE_ID, HOST_ID);
  private static final String DEBEZIUM =
      """
      {"ts_ms": 1769860800123,
       "source": {"version": "0.1.0", "ts_ms": 0, "file": "0000000000000012.wal", "pos": 4096}}""";
  private static final String PROTOBUF =
      """
      keyspace: "ks" table: "t" table_id: "Z\\0349^\\264\\037\\021\\345\\237\\"\\272\\v\\340H<\\030"
      schema_version: 10321480914826426181
      change_id: "\\001#Eg\\211\\253\\315\\357\\376\\334\\272\\230vT2\\020"
      source {
        host_id: "U\\016\\204\\000\\342\\233A\\324\\247\\026DfUD\\000\\000"
        segment: 18 offset: 4096
      }
      captured_at: 1769860800123656""";

  private static final Map<String, Notation> OF_ENVELOPES =
      Map.of(
          "flat", new JsonNotation("{}", ""),
          "change", new JsonNotation(CHANGE, "columns"),
          "debezium", new JsonNotation(DEBEZIUM, "after"),
          "protobuf", new ProtobufNotation(PROTOBUF));

  private Notations() {}

  static Notation of(String envelope) {
    return OF_ENVELOPES.get(envelope);
  }
}
