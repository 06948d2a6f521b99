package io.mistnet.protocols.propagation;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.CountedChannel;
import io.mistnet.protocols.channel.InMemoryChannel;
import io.mistnet.protocols.channel.InMemoryChannel.Ends;
import io.mistnet.protocols.channel.ProtocolAbortException;
import io.mistnet.protocols.channel.RoundClock;
import io.mistnet.protocols.channel.Traffic;
import io.mistnet.protocols.sharing.Party;
import io.mistnet.protocols.sharing.PartyPair;
import io.mistnet.protocols.sharing.ThreeComputeParties;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/** A whole network in one process: a thread for each compute party and for each bank's link, joined by channels in memory. For one run. */
final class ThreeParties {

    private static final EpochId ID = new EpochId(7, 0);

    private final Policy policy;
    private final long seed;
    private Duration patience = Duration.ofSeconds(30);
    private final Map<Party, Map<Party, Channel>> peers = new EnumMap<>(Party.class);
    private final Map<Party, UnaryOperator<Channel>> ownEnds = new EnumMap<>(Party.class);
    private final Map<Party, Map<Party, UnaryOperator<Channel>>> peerEnds = new EnumMap<>(Party.class);
    private final Map<Party, Traffic> traffic = new EnumMap<>(Party.class);
    private final Map<Party, RoundClock> clocks = new EnumMap<>(Party.class);

    ThreeParties(Policy policy, long seed) {
        this.policy = policy;
        this.seed = seed;
        for (Party party : Party.values()) {
            peers.put(party, new EnumMap<>(Party.class));
            ownEnds.put(party, UnaryOperator.identity());
            peerEnds.put(party, new EnumMap<>(Party.class));
            traffic.put(party, new Traffic());
            clocks.put(party, new RoundClock());
        }
    }

    /**
     * What came out.
     *
     * @param results of every bank; empty for one that was left out
     * @param outcomes of the compute parties
     */
    record Run(List<double[]> results, Map<Party, Outcome> outcomes) {

        List<Exclusion> excluded() {
            return outcomes.get(Party.P2).excluded();
        }
    }

    /** How long anybody waits for a block. */
    ThreeParties patience(Duration longest) {
        patience = longest;
        return this;
    }

    /** Puts something on a compute party's end of its link to one peer. */
    ThreeParties between(Party party, Party peer, UnaryOperator<Channel> decorator) {
        peerEnds.get(party).put(peer, decorator);
        return this;
    }

    /** Puts something on a compute party's ends of all its links, to peers and to banks. */
    ThreeParties around(Party party, UnaryOperator<Channel> decorator) {
        ownEnds.put(party, decorator);
        return this;
    }

    /** Words that all three sent each other in a phase. */
    long words(String phase) {
        return traffic.values().stream()
                .mapToLong(sent -> sent.wordsByPhase().getOrDefault(phase, 0L))
                .sum();
    }

    /** Rounds that a phase took the slowest of the three. */
    int rounds(String phase) {
        return clocks.values().stream()
                .mapToInt(clock -> clock.roundsByPhase().getOrDefault(phase, 0))
                .max()
                .orElse(0);
    }

    Run run(List<Ledger> ledgers) {
        return runBanks(ledgers.stream().<Bank>map(this::honest).toList());
    }

    /** How a bank of a test behaves. */
    interface Bank {
        BlockSizes sizes();

        void deal(Party to, Channel channel);

        double[] open(Channel p0, Channel p1);

        /** Whether this bank's link to a compute party is up. */
        default boolean reaches(Party party) {
            return true;
        }

        /** How long the two wait for a block on this bank's link to a compute party. */
        default Duration patience(Party party, Duration usual) {
            return usual;
        }
    }

    record HonestBank(DataParty party) implements Bank {
        @Override
        public BlockSizes sizes() {
            return party.sizes();
        }

        @Override
        public void deal(Party to, Channel channel) {
            party.deal(to, channel);
        }

        @Override
        public double[] open(Channel p0, Channel p1) {
            return party.open(p0, p1);
        }
    }

    HonestBank honest(Ledger ledger) {
        return new HonestBank(
                new DataParty(ledger, policy, ID, secretsOf(ledger.bank()), fresh("bank", ledger.bank())));
    }

    Run runBanks(List<Bank> banks) {
        List<Map<Party, Ends>> links = new ArrayList<>();
        for (int b = 0; b < banks.size(); b++) {
            Map<Party, Ends> own = new EnumMap<>(Party.class);
            for (Party party : Party.values()) {
                Ends ends = InMemoryChannel.pair(
                        "bank " + b, party.name(), banks.get(b).patience(party, patience));
                own.put(party, new Ends(ends.first(), ownEnds.get(party).apply(ends.second())));
            }
            links.add(own);
        }
        for (PartyPair pair : PartyPair.values()) {
            join(pair);
        }
        Map<Party, Outcome> outcomes = new EnumMap<>(Party.class);
        List<Callable<Object>> tasks = new ArrayList<>();
        for (Party party : Party.values()) {
            tasks.add(() -> {
                Outcome outcome = compute(party, banks, links);
                synchronized (outcomes) {
                    return outcomes.put(party, outcome);
                }
            });
            for (int b = 0; b < banks.size(); b++) {
                int bank = b;
                if (banks.get(b).reaches(party)) {
                    tasks.add(() -> {
                        banks.get(bank).deal(party, links.get(bank).get(party).first());
                        return party;
                    });
                }
            }
        }
        Threads.runAll(tasks);
        return new Run(open(banks, links, outcomes), outcomes);
    }

    private static List<double[]> open(List<Bank> banks, List<Map<Party, Ends>> links, Map<Party, Outcome> outcomes) {
        List<double[]> results = new ArrayList<>();
        List<Callable<Object>> openings = new ArrayList<>();
        for (int b = 0; b < banks.size(); b++) {
            int bank = b;
            results.add(new double[0]);
            if (outcomes.get(Party.P0).excluded().stream().anyMatch(exclusion -> exclusion.bank() == bank)) {
                continue;
            }
            Map<Party, Ends> own = links.get(bank);
            for (Party party : List.of(Party.P0, Party.P1)) {
                openings.add(() -> {
                    outcomes.get(party).release(bank, own.get(party).second());
                    return party;
                });
            }
            openings.add(() -> results.set(
                    bank,
                    banks.get(bank)
                            .open(own.get(Party.P0).first(), own.get(Party.P1).first())));
        }
        Threads.runAll(openings);
        return results;
    }

    private Outcome compute(Party party, List<Bank> banks, List<Map<Party, Ends>> links) {
        List<Optional<DealtInput>> inputs = new ArrayList<>();
        for (int b = 0; b < banks.size(); b++) {
            inputs.add(receive(party, banks.get(b), links.get(b).get(party).second()));
        }
        return new ComputeParty(
                        party, peers.get(party), policy, ID, fresh("party", ThreeComputeParties.numberOf(party)))
                .run(inputs);
    }

    /** As a node does: whatever goes wrong on a bank's link, its input is missing. */
    private Optional<DealtInput> receive(Party party, Bank bank, Channel link) {
        if (!bank.reaches(party)) {
            return Optional.empty();
        }
        try {
            return Optional.of(DealtInput.receive(link, party, bank.sizes(), policy));
        } catch (ProtocolAbortException e) {
            return Optional.empty();
        }
    }

    private void join(PartyPair pair) {
        Party first = pair == PartyPair.P12 ? Party.P1 : Party.P0;
        Party second = pair.other(first);
        Ends plain = InMemoryChannel.pair(first.name(), second.name(), patience);
        Ends timed = RoundClock.onto(plain.first(), clocks.get(first), plain.second(), clocks.get(second));
        peers.get(first).put(second, end(first, second, timed.first()));
        peers.get(second).put(first, end(second, first, timed.second()));
    }

    private Channel end(Party party, Party peer, Channel channel) {
        Channel spoiled =
                peerEnds.get(party).getOrDefault(peer, UnaryOperator.identity()).apply(channel);
        return ownEnds.get(party).apply(new CountedChannel(spoiled, traffic.get(party)));
    }

    static PairSecrets secretsOf(int own) {
        return other -> secret(Math.min(own, other), Math.max(own, other));
    }

    static byte[] secret(int lower, int higher) {
        return ByteBuffer.allocate(32)
                .putLong(0x5ec2_e75e_c2e7_5ec2L)
                .putInt(lower)
                .putInt(higher)
                .array();
    }

    private byte[] fresh(String who, int number) {
        return ByteBuffer.allocate(32)
                .putLong(seed)
                .putInt(who.hashCode())
                .putInt(number)
                .array();
    }
}
