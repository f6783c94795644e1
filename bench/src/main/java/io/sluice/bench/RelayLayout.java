package io.sluice.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which channels and destinations a relay has for the tables of {@link QueuedTable#many}.
 *
 * @param name of the relay
 * @param dedupeEntries how many changes each destination knows, at about 32 bytes each
 * @param topic a topic or template; empty: the destination's name
 * @param tables the names or patterns that destinations have channels for
 * @param isShared whether each destination has one of them, and not all
 * @param topics all there are
 */
record RelayLayout(
    String name,
    int dedupeEntries,
    List<String> destinations,
    String topic,
    List<String> tables,
    boolean isShared,
    List<String> topics) {
  private static final int USUAL = 1_000_000;

  /** With a million, a window for each of 50 destinations would not fit into the heap. */
  private static final int FEW = 20_000;

  private static final String ANY = "*";
  private static final String TABLE = "${table}";

  /** So that no producer forgets a topic out of its turn. */
  private static final String LONG_MEMORY = "metadata.max.idle.ms: 3600000";

  /** All tables to one topic. */
  static RelayLayout oneTopic(String name) {
    return new RelayLayout(name, USUAL, List.of(name), name, List.of(ANY), false, List.of(name));
  }

  /** Each of so many tables to a topic of its own. */
  static RelayLayout topicEach(String name, int tables) {
    List<String> topics = names(tables).stream().map(table -> name + "." + table).toList();
    return new RelayLayout(
        name, USUAL, List.of(name), name + "." + TABLE, List.of(ANY), false, topics);
  }

  /** Each of so many tables by a channel of its own to one destination. */
  static RelayLayout channels(int count) {
    String name = "channels-" + count;
    return new RelayLayout(name, USUAL, List.of(name), name, names(count), false, List.of(name));
  }

  /** All tables to each of so many destinations, with a topic each. */
  static RelayLayout destinations(int count) {
    String name = "destinations-" + count;
    List<String> each = IntStream.range(0, count).mapToObj(i -> name + "-" + i).toList();
    return new RelayLayout(name, FEW, each, "", List.of(ANY), false, each);
  }

  /** Each of so many tables to a destination of its own. */
  static RelayLayout shared(int count) {
    String name = "shared-" + count;
    List<String> each = IntStream.range(0, count).mapToObj(i -> name + "-" + i).toList();
    return new RelayLayout(name, FEW, each, "", names(count), true, each);
  }

  /** The tables that it has channels or topics for, of patterns the first. */
  List<QueuedTable> known() {
    return QueuedTable.many(topic.contains(TABLE) ? topics.size() : tables.size());
  }

  /** How many records come of a change. */
  int copies() {
    return isShared ? 1 : destinations.size();
  }

  private static List<String> names(int tables) {
    return IntStream.range(0, tables).mapToObj(QueuedTable::name).toList();
  }

  /** Its relay.yaml. */
  String yaml(Path journal, Path state, String bootstrap) {
    return """
        journal: %s
        state: %s
        admin: { listen: none }
        dedupe: { max_entries: %d }
        destinations:
        %s
        channels:
        %s
        """
        .formatted(
            journal,
            state,
            dedupeEntries,
            destinations.stream()
                .map(one -> destination(one, bootstrap))
                .collect(Collectors.joining("\n")),
            IntStream.range(0, destinations.size())
                .mapToObj(this::channelsTo)
                .collect(Collectors.joining("\n")));
  }

  private String destination(String destination, String bootstrap) {
    return "  - { name: %s, topic: \"%s\", kafka: { bootstrap.servers: \"%s\", %s } }"
        .formatted(destination, topic.isEmpty() ? destination : topic, bootstrap, LONG_MEMORY);
  }

  private String channelsTo(int destination) {
    return (isShared ? tables.subList(destination, destination + 1) : tables)
        .stream()
            .map(
                table ->
                    "  - { keyspace: bench, table: \"%s\", destination: %s }"
                        .formatted(table, destinations.get(destination)))
            .collect(Collectors.joining("\n"));
  }
}
