package io.mistnet.simulator.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.PeerLostException;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.propagation.Ledger;
import io.mistnet.protocols.propagation.PlainPropagation;
import io.mistnet.protocols.propagation.Policy;
import io.mistnet.protocols.propagation.Policy.Outside;
import io.mistnet.protocols.propagation.Policy.Profile;
import io.mistnet.protocols.propagation.Policy.Rule;
import io.mistnet.protocols.sharing.Party;
import io.mistnet.simulator.benchmark.RandomGraph;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalNetworkTest {

    private static final RandomGraph GRAPH = new RandomGraph(5, 600, 2_000, 9);

    private static Policy policy(int iterations) {
        return new Policy(
                Rule.WEIGHTED,
                Policy.constant(0.5, iterations),
                Outside.exclude(),
                0.5,
                1,
                new Policy.Output.Score(),
                Profile.STANDARD);
    }

    private static List<Ledger> ledgers() {
        return GRAPH.graph().ledgers(GRAPH.initialRisk());
    }

    @Test
    void everyBankGetsTheRisksOfItsOwnAccounts() {
        everyBankGetsTheRisksOfItsOwnAccounts(LocalNetwork.inMemory());
    }

    @Test
    void everyBankGetsTheSameOverTls() {
        everyBankGetsTheRisksOfItsOwnAccounts(new LocalNetwork(new TlsOpener(5, Clock.systemUTC())));
    }

    private static void everyBankGetsTheRisksOfItsOwnAccounts(LocalNetwork network) {
        List<Ledger> ledgers = ledgers();
        EpochRun epoch = network.run(ledgers, policy(3));
        List<double[]> twin = PlainPropagation.run(ledgers, policy(3));
        for (int bank = 0; bank < 5; bank++) {
            assertThat(epoch.results().get(bank)).hasSize(ledgers.get(bank).accounts());
            for (int i = 0; i < twin.get(bank).length; i++) {
                assertThat(Math.abs(epoch.results().get(bank)[i] - twin.get(bank)[i]))
                        .isLessThan(1e-6);
            }
        }
        assertThat(epoch.matchedPairs()).isEqualTo(2_000);
    }

    @Test
    void iterationsAreCountedApartFromSetUp() {
        LocalNetwork network = LocalNetwork.inMemory();
        EpochRun.Cost four = network.run(ledgers(), policy(4)).cost();
        EpochRun.Cost eight = network.run(ledgers(), policy(8)).cost();
        assertThat(eight.iterationBytes()).isEqualTo(2 * four.iterationBytes());
        assertThat(eight.iterationRounds()).isGreaterThan(four.iterationRounds());
        assertThat(four.iterationBytes()).isPositive().isLessThan(four.bytesSent());
        assertThat(four.rounds()).isGreaterThan(four.iterationRounds());
        assertThat(four.setupSeconds()).isPositive().isLessThan(four.wallSeconds());
        assertThat(four.iterationSeconds()).isPositive().isLessThan(four.wallSeconds());
        assertThat(four.iterationCpuSeconds()).isBetween(0.0, four.cpuSeconds());
    }

    @Test
    void aPartyThatFailsEndsTheEpochWithItsPeerNamed() {
        LocalNetwork network = new LocalNetwork(id -> new Links() {
            private final MemoryLinks inner = new MemoryLinks();

            @Override
            public Link dealing(int bank, Party party) {
                return inner.dealing(bank, party);
            }

            @Override
            public Link computing(Party one, Party other) {
                Link link = inner.computing(one, other);
                return one == Party.P1 ? new Link(lost(link.first()), link.second()) : link;
            }

            @Override
            public void close() {
                inner.close();
            }
        });
        assertThatThrownBy(() -> network.run(ledgers(), policy(2)))
                .isInstanceOf(PeerLostException.class)
                .hasMessageContaining("P2")
                .hasMessageContaining("the wire was cut");
    }

    private static Channel lost(Channel inner) {
        return new Channel() {
            @Override
            public String peer() {
                return inner.peer();
            }

            @Override
            public void send(Step step, long[] words, int offset, int count) {
                throw new PeerLostException(peer(), step, "the wire was cut");
            }

            @Override
            public void receive(Step step, long[] words, int offset, int count) {
                inner.receive(step, words, offset, count);
            }
        };
    }
}
