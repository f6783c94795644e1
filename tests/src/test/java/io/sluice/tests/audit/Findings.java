package io.sluice.tests.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * What an {@link Audit} found, each write by its id.
 *
 * @param records that came
 * @param repeated of them those that had come before
 * @param lost acknowledged, and not delivered
 * @param invented delivered, and never attempted, or failed for certain, or with another value
 * @param disordered delivered for the first time after a later write to its row
 * @param unexplained delivered again though its position was stored, or no relay was killed
 * @param differences between the table and what the records make of it
 */
record Findings(
    int records,
    int repeated,
    List<String> lost,
    List<String> invented,
    List<String> disordered,
    List<String> unexplained,
    List<String> differences) {

  /**
   * Fails unless all is well.
   *
   * @param run what is to be known to do it again
   */
  void assertNone(String run) {
    assertThat(lost).as("acknowledged, not delivered; %s", run).isEmpty();
    assertThat(invented).as("delivered, not written; %s", run).isEmpty();
    assertThat(disordered).as("out of order; %s", run).isEmpty();
    assertThat(unexplained).as("delivered again without need; %s", run).isEmpty();
    assertThat(differences).as("the table is not what its records make; %s", run).isEmpty();
  }

  @Override
  public String toString() {
    return "%d records, %d repeated, %d lost, %d invented, %d out of order, %d repeated without need, %d differences"
        .formatted(
            records,
            repeated,
            lost.size(),
            invented.size(),
            disordered.size(),
            unexplained.size(),
            differences.size());
  }
}
