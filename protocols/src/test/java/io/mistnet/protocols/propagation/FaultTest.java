package io.mistnet.protocols.propagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.Fault;
import io.mistnet.protocols.channel.FaultPlan;
import io.mistnet.protocols.channel.FaultyChannel;
import io.mistnet.protocols.channel.PeerDeviationException;
import io.mistnet.protocols.channel.PeerLostException;
import io.mistnet.protocols.channel.ProtocolAbortException;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.sharing.Party;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever happens to one block between two compute parties, the attempt ends, with a name; nothing comes out of it. */
class FaultTest {

    private static final List<Ledger> LEDGERS =
            RandomLedgers.draw(61, 2, 12, 30, false).ledgers();
    private static final Policy SHORT = Policies.scores(0.5);

    /** All steps that there are: checks, weighted sums, a composed route; taint along one that is not. */
    private static final List<Policy> ALL_STEPS = List.of(Policies.scores(0.5, 0.5, 0.5), Policies.taint(1, 1));

    /** What one party sends another in an undisturbed run. */
    private static List<Step> sent(Policy policy, Party from, Party to) {
        Recording recording = new Recording();
        new ThreeParties(policy, 61).between(from, to, recording::on).run(LEDGERS);
        return recording.sent();
    }

    private static ThreeParties.Run run(Policy policy, Party from, Party to, Fault fault, long block) {
        return new ThreeParties(policy, 61)
                .patience(Duration.ofMillis(fault == Fault.DROP ? 400 : 10_000))
                .between(from, to, channel -> new FaultyChannel(channel, FaultPlan.of(fault, block, 1)))
                .run(LEDGERS);
    }

    @ParameterizedTest
    @CsvSource({"P0,P1", "P1,P0", "P0,P2", "P2,P0", "P1,P2", "P2,P1"})
    void aBlockOfWrongLengthOrStepNamesItsSenderAndTheStep(Party from, Party to) {
        for (Policy policy : ALL_STEPS) {
            List<Step> steps = sent(policy, from, to);
            for (int block = 0; block < steps.size(); block++) {
                Fault fault = block % 2 == 0 ? Fault.TRUNCATE : Fault.MISLABEL;
                String step = steps.get(block).toString();
                int number = block;
                assertThatThrownBy(() -> run(policy, from, to, fault, number))
                        .as("%s %d at %s", fault, block, step)
                        .isInstanceOfSatisfying(PeerDeviationException.class, abort -> {
                            assertThat(abort.peer()).isEqualTo(from.name());
                            assertThat(abort.step()).isEqualTo(step);
                        });
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"P0,P1", "P1,P0", "P0,P2", "P2,P0", "P1,P2", "P2,P1"})
    void aCutLinkNamesThePeerBehindIt(Party from, Party to) {
        List<Step> steps = sent(SHORT, from, to);
        for (int block = 0; block < steps.size(); block++) {
            int number = block;
            assertThatThrownBy(() -> run(SHORT, from, to, Fault.CUT, number))
                    .isInstanceOfSatisfying(PeerLostException.class, abort -> {
                        assertThat(abort.peer()).isEqualTo(to.name());
                        assertThat(abort.step()).isEqualTo(steps.get(number).toString());
                    });
        }
    }

    /** A few blocks of each link: a receiver waits out its patience where nothing else comes. */
    @ParameterizedTest
    @CsvSource({"P0,P1", "P1,P0", "P0,P2", "P2,P0", "P1,P2", "P2,P1"})
    void aMissingBlockEndsTheAttemptWithinPatience(Party from, Party to) {
        int blocks = sent(SHORT, from, to).size();
        Set<Integer> some = new TreeSet<>(List.of(0, blocks / 3, blocks / 2, blocks - 1));
        for (int block : some) {
            assertThatThrownBy(() -> run(SHORT, from, to, Fault.DROP, block))
                    .isInstanceOf(ProtocolAbortException.class);
        }
    }

    /** Wrong words are not found in this model; but they end a run with a result or a name, never otherwise. */
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"P0,P1", "P1,P0", "P0,P2", "P2,P0", "P1,P2", "P2,P1"})
    void aWrongWordNeverCausesAnythingButAResultOrANamedAbort(Party from, Party to) {
        for (Policy policy : ALL_STEPS) {
            int blocks = sent(policy, from, to).size();
            for (int block = 0; block < blocks; block++) {
                try {
                    run(policy, from, to, Fault.CORRUPT, block);
                } catch (ProtocolAbortException named) {
                    assertThat(named.peer()).isNotEmpty();
                }
            }
        }
    }

    /** A bank's block: the bank is left out, and the others go on. */
    @Test
    void aBankThatDealsABlockOfWrongLengthOrStepIsLeftOut() {
        for (Fault fault : List.of(Fault.TRUNCATE, Fault.MISLABEL)) {
            for (Party to : Party.values()) {
                for (int block = 0; block < 4; block++) {
                    ThreeParties network = new ThreeParties(SHORT, 61);
                    List<ThreeParties.Bank> banks = new ArrayList<>(
                            LEDGERS.stream().map(network::honest).toList());
                    banks.set(0, new FaultyBank(banks.get(0), to, FaultPlan.of(fault, block, 1)));
                    ThreeParties.Run run = network.runBanks(banks);
                    assertThat(run.excluded()).containsExactly(new Exclusion(0, Exclusion.Reason.MISSING));
                    Twin.assertClose(run.results(), PlainPropagation.run(Twin.without(LEDGERS, 0), SHORT));
                }
            }
        }
    }

    private record FaultyBank(ThreeParties.Bank honest, Party to, FaultPlan plan) implements ThreeParties.Bank {
        @Override
        public BlockSizes sizes() {
            return honest.sizes();
        }

        @Override
        public void deal(Party party, Channel channel) {
            try {
                honest.deal(party, party == to ? new FaultyChannel(channel, plan) : channel);
            } catch (PeerLostException noLongerReads) {
                assertThat(party).isEqualTo(to);
            }
        }

        /** The bank waits that long for somebody who no longer reads. */
        @Override
        public Duration patience(Party party, Duration usual) {
            return party == to ? Duration.ofMillis(500) : usual;
        }

        @Override
        public double[] open(Channel p0, Channel p1) {
            return honest.open(p0, p1);
        }
    }
}
