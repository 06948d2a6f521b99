package io.mistnet.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.lookup.http.LookupMessages.Found;
import io.mistnet.simulator.demo.Sightings.Holder;
import io.mistnet.simulator.demo.Sightings.Host;
import io.mistnet.simulator.demo.Sightings.Seen;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingTest {

    private static final Found RECORD = new Found("bank-2", "phishing", "2025-08-28", "B-7", "desk@bank-2.example");
    private static final Seen SEEN = new Seen(
            new Host("registry", 1, 0, 24_650, 129_198),
            List.of(
                    new Holder("bank-4", 1, List.of("institution=police evaluations=1")),
                    new Holder("fiu", 0, List.of())));

    @Test
    void theAskersAnswerStandsBesideWhatHostAndHoldersSawOfIt() {
        Finding finding = new Finding("phone", "The police asks.", 1, 1, 0, List.of(RECORD), 0.25, SEEN);

        assertThat(finding.text().lines())
                .containsExactly(
                        "The police asks.",
                        "  read by the asker after 0.25 s: 1 record",
                        "      bank-2   phishing                   2025-08-28  B-7                  desk@bank-2.example",
                        "  seen by the others, as their own metrics and logs have it:",
                        "      registry host    1 query, 24,650 bytes in, 129,198 bytes out",
                        "      bank-4   holder  1 blinded selector",
                        "                       log: institution=police evaluations=1",
                        "      fiu      holder  0 blinded selectors");
    }

    @Test
    void ofManyRecordsAFewAreShownAndTheOthersCounted() {
        Finding list = new Finding("list", "A list.", 500, 50, 0, Collections.nCopies(63, RECORD), 2, SEEN);
        Finding nothing = new Finding("unknown", "Another.", 1, 0, 0, List.of(), 2, SEEN);

        assertThat(list.text()).contains("50 of 500 are known, with 63 records", "and 59 more");
        assertThat(nothing.text()).contains("nobody has reported it");
    }

    @Test
    void aSummaryCountsWrongAnswersAndHasEveryQuestionsFigures() {
        Finding right = new Finding("phone", "", 1, 1, 0, List.of(RECORD), 0.25, SEEN);
        Finding wrong = new Finding("watch_list", "", 500, 49, 1, List.of(RECORD), 3, SEEN);
        LookupSummary summary = new LookupSummary(100_000, 40, 25, List.of(right, wrong));

        assertThat(summary.figures()).containsEntry("records", 100_000).containsEntry("wrong", 1);
        assertThat(summary.figures().get("questions"))
                .isEqualTo(Map.of("phone", right.figures(), "watch_list", wrong.figures()));
        assertThat(right.figures())
                .containsEntry("hits", 1)
                .containsEntry("host_queries", 1L)
                .containsEntry("host_bytes_out", 129_198L)
                .containsEntry("holder_evaluations", Map.of("bank-4", 1L, "fiu", 0L));
        assertThat(summary.text()).contains("100,000 records").contains("wrong: 1");
    }
}
