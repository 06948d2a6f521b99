package io.mistnet.protocols.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.PeerDeviationException;
import io.mistnet.protocols.channel.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyAgreementTest {

    private static final Step STEP = Step.of("purpose");

    private static Map<Party, ComputeSession> agree(long seed, String context) {
        ThreeComputeParties parties = new ThreeComputeParties(seed);
        return ThreeComputeParties.runAsParties(party -> KeyAgreement.run(
                party,
                parties.channels(party),
                context,
                ThreeComputeParties.seed(seed, ThreeComputeParties.numberOf(party))));
    }

    private static List<Long> words(Map<Party, ComputeSession> sessions, Party one, Party other) {
        long[] words = sessions.get(one).common(other, STEP).next(2);
        return List.of(words[0], words[1]);
    }

    /** The words that each two have in common, by the pair. */
    private static Map<PartyPair, List<Long>> common(Map<Party, ComputeSession> sessions) {
        Map<PartyPair, List<Long>> common = new HashMap<>();
        for (PartyPair pair : PartyPair.values()) {
            Party first = pair == PartyPair.P12 ? Party.P1 : Party.P0;
            List<Long> words = words(sessions, first, pair.other(first));
            assertThat(words(sessions, pair.other(first), first)).isEqualTo(words);
            common.put(pair, words);
        }
        return common;
    }

    @Test
    void eachTwoShareASeedThatTheThirdLacks() {
        Map<PartyPair, List<Long>> common = common(agree(1, "epoch 1"));
        assertThat(Set.copyOf(common.values())).hasSize(3);
    }

    @Test
    void anotherContextOrOtherRandomnessGivesOtherSeeds() {
        Set<List<Long>> all = new HashSet<>(common(agree(1, "epoch 1")).values());
        all.addAll(common(agree(1, "epoch 2")).values());
        all.addAll(common(agree(2, "epoch 1")).values());
        assertThat(all).hasSize(9);
    }

    @Test
    void theSameRandomnessGivesTheSameSeeds() {
        assertThat(common(agree(3, "epoch 1"))).isEqualTo(common(agree(3, "epoch 1")));
    }

    @Test
    void aPartysOwnRandomnessIsItsOwn() {
        Map<Party, ComputeSession> sessions = agree(1, "epoch 1");
        assertThat(sessions.get(Party.P0).own(STEP).toBytes())
                .isNotEqualTo(sessions.get(Party.P1).own(STEP).toBytes());
    }

    /** 0, 1 and a point of order 8, all of which multiply with any key to 0: RFC 7748, section 7. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"
            })
    void aKeyOfSmallOrderIsRefused(String key) {
        ThreeComputeParties parties = new ThreeComputeParties(4);
        assertThatThrownBy(() -> ThreeComputeParties.runAsParties(party -> {
                    Map<Party, Channel> channels = parties.channels(party);
                    if (party == Party.P1) {
                        long[] words = Seed.of(HexFormat.of().parseHex(key)).toWords();
                        channels.values()
                                .forEach(channel -> channel.send(Step.of("key agreement"), words, 0, words.length));
                        return party;
                    }
                    return KeyAgreement.run(
                            party,
                            channels,
                            "epoch 1",
                            ThreeComputeParties.seed(4, ThreeComputeParties.numberOf(party)));
                }))
                .isInstanceOfSatisfying(PeerDeviationException.class, abort -> {
                    assertThat(abort.peer()).isEqualTo("P1");
                    assertThat(abort.step()).isEqualTo("key agreement");
                });
    }
}
