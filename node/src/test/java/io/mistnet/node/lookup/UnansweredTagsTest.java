package io.mistnet.node.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.authorisation.Grounds;
import io.mistnet.node.authorisation.Purpose;
import io.mistnet.protocols.retrieval.SelectorTags;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnansweredTagsTest {

    private static final Grounds CASE = new Grounds("2026-17", "law", Purpose.ASK);
    private static final Selector ONE = ListedRecords.iban("DE89370400440532013000");
    private static final Selector OTHER = ListedRecords.iban("NL91ABNA0417164300");
    private static final SelectorTags TAGS = SelectorTags.of(new byte[32], new byte[32], 1, 2);

    private final UnansweredTags tags = new UnansweredTags(2);

    @Test
    void theyServeTheSameGroundsAndKeyEpochUntilTheyAreAnswered() {
        tags.keep(1, CASE, Map.of(ONE, TAGS));
        assertThat(tags.of(1, CASE, List.of(ONE, OTHER))).containsOnlyKeys(ONE);
        assertThat(tags.of(2, CASE, List.of(ONE))).isEmpty();
        assertThat(tags.of(1, new Grounds("2026-18", "law", Purpose.ASK), List.of(ONE)))
                .isEmpty();
        tags.forget(1, CASE, List.of(ONE));
        assertThat(tags.of(1, CASE, List.of(ONE))).isEmpty();
    }

    @Test
    void theOldestGoWhereThereAreTooMany() {
        tags.keep(1, CASE, Map.of(ONE, TAGS));
        tags.keep(2, CASE, Map.of(ONE, TAGS));
        tags.keep(3, CASE, Map.of(ONE, TAGS));
        assertThat(tags.of(1, CASE, List.of(ONE))).isEmpty();
        assertThat(tags.of(2, CASE, List.of(ONE))).containsOnlyKeys(ONE);
        assertThat(tags.of(3, CASE, List.of(ONE))).containsOnlyKeys(ONE);
    }
}
