package io.sluice.relay.route;

import static io.sluice.relay.route.Allotment.Place.BEFORE;
import static io.sluice.relay.route.Allotment.Place.DROPPED;
import static io.sluice.relay.route.Allotment.Place.ELSEWHERE;
import static io.sluice.relay.route.Allotment.Place.HERE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.sluice.relay.change.Captured;
import io.sluice.relay.change.Outcome;
import io.sluice.relay.change.Source;
import io.sluice.relay.change.Table;
import io.sluice.relay.route.Allotment.Exempt;
import io.sluice.relay.route.Allotment.Place;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AllotmentTest {
  private static final long JOURNAL = 5;
  private static final ChannelRule ORDERS = new ChannelRule("*", "shop", "orders");
  private static final ChannelRule SHOP = new ChannelRule("*", "shop", "*");

  @Test
  void withoutExceptionsAllIsTheMainQueues() {
    assertThat(place(Allotment.ALL_MAIN, Lane.MAIN, "orders", 1)).isEqualTo(HERE);
  }

  @Test
  void aLaneHasItsTableFromItsPlaceOn() {
    Allotment allotment = new Allotment(List.of(lane(ORDERS, 1, 10)));
    assertThat(place(allotment, Lane.MAIN, "orders", 9)).isEqualTo(HERE);
    assertThat(place(allotment, Lane.MAIN, "orders", 10)).isEqualTo(ELSEWHERE);
    assertThat(place(allotment, 1, "orders", 9)).isEqualTo(BEFORE);
    assertThat(place(allotment, 1, "orders", 10)).isEqualTo(HERE);
    assertThat(place(allotment, Lane.MAIN, "items", 10)).isEqualTo(HERE);
    assertThat(place(allotment, 1, "items", 10)).isEqualTo(ELSEWHERE);
  }

  @Test
  void allOfAnotherJournalIsTheLanes() {
    Allotment allotment = new Allotment(List.of(lane(ORDERS, 1, 10)));
    Captured early = captured("orders", 1);
    assertThat(allotment.place(Lane.MAIN, early, JOURNAL + 1)).isEqualTo(ELSEWHERE);
    assertThat(allotment.place(1, early, JOURNAL + 1)).isEqualTo(HERE);
  }

  @Test
  void theOldestLaneHasWhatSeveralTake() {
    Allotment allotment = new Allotment(List.of(lane(SHOP, 1, 10), lane(ORDERS, 2, 5)));
    assertThat(place(allotment, 2, "orders", 7)).isEqualTo(HERE);
    assertThat(place(allotment, 2, "orders", 10)).isEqualTo(BEFORE);
    assertThat(place(allotment, 1, "orders", 10)).isEqualTo(HERE);
    assertThat(place(allotment, 1, "items", 10)).isEqualTo(HERE);
  }

  @Test
  void aSpanDropsWhatIsInIt() {
    Span closed = new Span(JOURNAL, 3, 6);
    Span open = new Span(JOURNAL, 9, Span.OPEN);
    Allotment allotment =
        new Allotment(List.of(new Exempt(ORDERS, Lane.NONE, List.of(closed, open))));
    for (long position = 1; position < 12; position++) {
      boolean in = (position >= 3 && position < 6) || position >= 9;
      assertThat(place(allotment, Lane.MAIN, "orders", position))
          .as("at %s", position)
          .isEqualTo(in ? DROPPED : HERE);
    }
    assertThat(place(allotment, Lane.MAIN, "items", 4)).isEqualTo(HERE);
    assertThat(allotment.place(Lane.MAIN, captured("orders", 1), JOURNAL + 1)).isEqualTo(DROPPED);
  }

  @Test
  void anEndedSpanIsOfItsJournalOnly() {
    Span closed = new Span(JOURNAL, 3, 6);
    Allotment allotment = new Allotment(List.of(new Exempt(ORDERS, Lane.NONE, List.of(closed))));
    assertThat(allotment.place(Lane.MAIN, captured("orders", 4), JOURNAL + 1)).isEqualTo(HERE);
  }

  private static Exempt lane(ChannelRule rule, int number, long since) {
    return new Exempt(rule, new Lane(number, JOURNAL, since), List.of());
  }

  private static Place place(Allotment allotment, int queue, String table, long position) {
    return allotment.place(queue, captured(table, position), JOURNAL);
  }

  private static Captured captured(String table, long position) {
    return new Captured(
        position,
        position,
        0,
        0,
        new Table(new UUID(0, table.hashCode()), 1, "shop", table, false, List.of()),
        new Source("cluster", "dc1", new UUID(0, 2)),
        ByteString.EMPTY,
        Outcome.APPLIED,
        false);
  }
}
