package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Servers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;

/** Stories that are told, each on a table of its own, and one test for each and each envelope. */
final class StoryTests {
  private final Envelopes envelopes;
  private final Map<Story, Story.Telling> tellings = new LinkedHashMap<>();

  private StoryTests(Servers servers, List<Story> stories) {
    envelopes = new Envelopes(servers);
    for (Story story : stories) {
      tellings.put(story, story.begin(envelopes.table(story.table)));
    }
  }

  static List<DynamicTest> whileTheRelayRuns(Servers servers, List<Story> stories) {
    StoryTests tests = new StoryTests(servers, stories);
    tests.tellings.forEach(Story::goOn);
    return tests.tests();
  }

  /** What the relay finds when it starts again is of schemas, and of tables, that are long gone. */
  static List<DynamicTest> whileTheRelayIsStopped(Servers servers, List<Story> stories) {
    StoryTests tests = new StoryTests(servers, stories);
    tests
        .tellings
        .values()
        .forEach(telling -> tests.envelopes.events(telling.table, "flat").next());
    tests.envelopes.relay().stop();
    tests.tellings.forEach(Story::goOn);
    tests.tellings.values().forEach(telling -> telling.table.drop());
    tests.envelopes.relay().start();
    return tests.tests();
  }

  private List<DynamicTest> tests() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String envelope : Envelopes.FORMS.keySet()) {
      tellings.forEach(
          (story, telling) -> {
            int count = story.records().size();
            List<Event> events = envelopes.events(telling.table, envelope).next(count);
            tests.add(
                dynamicTest(
                    envelope + ": " + story.name,
                    () ->
                        assertThat(events)
                            .extracting(event -> Contents.of(envelope, event))
                            .isEqualTo(story.records())));
          });
    }
    return tests;
  }
}
