package io.sluice.tests.audit;

/**
 * What may come again after a relay was killed: the records of its node that came at these places
 * of a {@link DeliveryLog}.
 *
 * @param node host id
 * @param from the first place whose position was not known to be stored
 * @param to behind the last place before the kill
 */
record Repetition(String node, int from, int to) {
  boolean covers(String host, int place) {
    return host.equals(node) && place >= from && place < to;
  }
}
