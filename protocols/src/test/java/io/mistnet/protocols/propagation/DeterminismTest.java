package io.mistnet.protocols.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.protocols.sharing.Party;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run can be repeated word by word from its seeds, and another run shares no word with it. */
class DeterminismTest {

    private static final List<Ledger> LEDGERS =
            RandomLedgers.draw(51, 3, 40, 200, false).ledgers();

    static List<Policy> policies() {
        return List.of(Policies.scores(0.5, 0.3), Policies.scores(0.5, 0.5, 0.5), Policies.taint(3, 1));
    }

    private static Map<Party, List<String>> transcript(Policy policy, long seed) {
        ThreeParties network = new ThreeParties(policy, seed);
        Map<Party, Recording> recordings = new EnumMap<>(Party.class);
        for (Party party : Party.values()) {
            recordings.put(party, new Recording());
            network.around(party, recordings.get(party)::on);
        }
        network.run(LEDGERS);
        Map<Party, List<String>> transcript = new EnumMap<>(Party.class);
        recordings.forEach((party, recording) -> transcript.put(party, words(recording)));
        return transcript;
    }

    private static List<String> words(Recording recording) {
        List<String> words = new ArrayList<>();
        recording.received().forEach(message -> {
            for (long word : message.words()) {
                words.add(message.step() + " " + word);
            }
        });
        return words;
    }

    @ParameterizedTest
    @MethodSource("policies")
    void theSameSeedsGiveTheSameTranscript(Policy policy) {
        assertThat(transcript(policy, 1).equals(transcript(policy, 1))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void otherSeedsGiveAnotherTranscript(Policy policy) {
        Map<Party, List<String>> one = transcript(policy, 1);
        Map<Party, List<String>> other = transcript(policy, 2);
        for (Party party : Party.values()) {
            long hops =
                    one.get(party).stream().filter(word -> word.contains("hop")).count();
            List<String> common = new ArrayList<>(one.get(party));
            common.retainAll(new HashSet<>(other.get(party)));
            assertThat(hops).isPositive();
            assertThat(common.stream().filter(word -> word.contains("hop"))).isEmpty();
        }
    }
}
