package io.mistnet.protocols.propagation;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.InMemoryChannel;
import io.mistnet.protocols.channel.InMemoryChannel.Ends;
import io.mistnet.protocols.sharing.Party;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/** A whole network in one process: a thread for each compute party and for each bank's link, joined by channels in memory. */
final class ThreeParties {

    private static final EpochId ID = new EpochId(7, 0);

    private final Policy policy;
    private final long seed;
    private final List<UnaryOperator<Channel>> bankDecorators = new ArrayList<>();
    private final Map<Party, Map<Party, UnaryOperator<Channel>>> peerDecorators = new EnumMap<>(Party.class);

    ThreeParties(Policy policy, long seed) {
        this.policy = policy;
        this.seed = seed;
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

    /** Puts something between a compute party and its peer, as seen by the compute party. */
    ThreeParties between(Party party, Party peer, UnaryOperator<Channel> decorator) {
        peerDecorators.computeIfAbsent(party, p -> new EnumMap<>(Party.class)).put(peer, decorator);
        return this;
    }

    Run run(List<Ledger> ledgers) {
        return runBanks(ledgers.stream()
                .map(ledger ->
                        new DataParty(ledger, policy, ID, secretsOf(ledger.bank()), fresh("bank", ledger.bank())))
                .<Bank>map(HonestBank::new)
                .toList());
    }

    /** How a bank of a test behaves. */
    interface Bank {
        BlockSizes sizes();

        void deal(Party to, Channel channel);

        double[] open(Channel p0, Channel p1);
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

    Run runBanks(List<Bank> banks) {
        List<Map<Party, Ends>> links = new ArrayList<>();
        for (int b = 0; b < banks.size(); b++) {
            Map<Party, Ends> own = new EnumMap<>(Party.class);
            for (Party party : Party.values()) {
                own.put(party, InMemoryChannel.pair("bank " + b, party.name()));
            }
            links.add(own);
        }
        Map<Party, Map<Party, Channel>> peers = peers();
        Map<Party, Outcome> outcomes = new EnumMap<>(Party.class);
        List<Callable<Object>> tasks = new ArrayList<>();
        for (Party party : Party.values()) {
            tasks.add(() -> {
                Outcome outcome = compute(party, peers.get(party), banks, links);
                synchronized (outcomes) {
                    outcomes.put(party, outcome);
                }
                return outcome;
            });
            for (int b = 0; b < banks.size(); b++) {
                int bank = b;
                tasks.add(() -> {
                    banks.get(bank).deal(party, links.get(bank).get(party).first());
                    return party;
                });
            }
        }
        runAll(tasks);
        List<double[]> results = new ArrayList<>();
        List<Callable<Object>> openings = new ArrayList<>();
        for (int b = 0; b < banks.size(); b++) {
            int bank = b;
            results.add(new double[0]);
            if (outcomes.get(Party.P0).excluded().stream().noneMatch(exclusion -> exclusion.bank() == bank)) {
                for (Party party : List.of(Party.P0, Party.P1)) {
                    openings.add(() -> {
                        outcomes.get(party)
                                .release(bank, links.get(bank).get(party).second());
                        return party;
                    });
                }
                openings.add(() -> results.set(
                        bank,
                        banks.get(bank)
                                .open(
                                        links.get(bank).get(Party.P0).first(),
                                        links.get(bank).get(Party.P1).first())));
            }
        }
        runAll(openings);
        return new Run(results, outcomes);
    }

    private Outcome compute(Party party, Map<Party, Channel> peers, List<Bank> banks, List<Map<Party, Ends>> links) {
        List<Optional<DealtInput>> inputs = new ArrayList<>();
        for (int b = 0; b < banks.size(); b++) {
            inputs.add(Optional.of(DealtInput.receive(
                    links.get(b).get(party).second(), party, banks.get(b).sizes(), policy)));
        }
        return new ComputeParty(party, peers, policy, ID, fresh("party", party.ordinal())).run(inputs);
    }

    private Map<Party, Map<Party, Channel>> peers() {
        Map<Party, Map<Party, Channel>> peers = new EnumMap<>(Party.class);
        for (Party party : Party.values()) {
            peers.put(party, new EnumMap<>(Party.class));
        }
        for (Party first : Party.values()) {
            for (Party second : Party.values()) {
                if (first.compareTo(second) < 0) {
                    Ends ends = InMemoryChannel.pair(first.name(), second.name());
                    peers.get(first).put(second, decorated(first, second, ends.first()));
                    peers.get(second).put(first, decorated(second, first, ends.second()));
                }
            }
        }
        return peers;
    }

    private Channel decorated(Party party, Party peer, Channel channel) {
        return peerDecorators
                .getOrDefault(party, Map.of())
                .getOrDefault(peer, UnaryOperator.identity())
                .apply(channel);
    }

    static PairSecrets secretsOf(int own) {
        return other -> ByteBuffer.allocate(32)
                .putInt(Math.min(own, other))
                .putInt(Math.max(own, other))
                .array();
    }

    private byte[] fresh(String who, int number) {
        return ByteBuffer.allocate(32)
                .putLong(seed)
                .putInt(who.hashCode())
                .putInt(number)
                .array();
    }

    static DataParty dataParty(Ledger ledger, Policy policy, long seed) {
        return new DataParty(
                ledger,
                policy,
                ID,
                secretsOf(ledger.bank()),
                ByteBuffer.allocate(32).putLong(seed).array());
    }

    private static void runAll(List<Callable<Object>> tasks) {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<Object>> futures = new ArrayList<>();
            tasks.forEach(task -> futures.add(threads.submit(task)));
            for (Future<Object> future : futures) {
                future.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
