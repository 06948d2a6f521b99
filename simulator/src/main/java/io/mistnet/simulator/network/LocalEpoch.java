package io.mistnet.simulator.network;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.propagation.BlockSizes;
import io.mistnet.protocols.propagation.ComputeParty;
import io.mistnet.protocols.propagation.DataParty;
import io.mistnet.protocols.propagation.DealtInput;
import io.mistnet.protocols.propagation.EpochId;
import io.mistnet.protocols.propagation.Ledger;
import io.mistnet.protocols.propagation.Outcome;
import io.mistnet.protocols.propagation.Policy;
import io.mistnet.protocols.sharing.Party;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** One epoch of a {@link LocalNetwork}. */
final class LocalEpoch {

    private final List<Ledger> ledgers;
    private final Policy policy;
    private final EpochId id;
    private final Links links;
    private final Tasks tasks;
    private final Meters meters = new Meters();
    private final SecureRandom random = new SecureRandom();

    LocalEpoch(List<Ledger> ledgers, Policy policy, EpochId id, Links links, Tasks tasks) {
        this.ledgers = ledgers;
        this.policy = policy;
        this.id = id;
        this.links = links;
        this.tasks = tasks;
    }

    /** A compute party's place: what the banks dealt to it, and its links to the two others. */
    private record Seat(Party party, List<Optional<DealtInput>> inputs, Map<Party, Channel> peers) {

        Seat(Party party) {
            this(party, new ArrayList<>(), new EnumMap<>(Party.class));
        }

        void receive(Channel bank, BlockSizes sizes, Policy policy) {
            inputs.add(Optional.of(DealtInput.receive(bank, party, sizes, policy)));
        }
    }

    EpochRun run() {
        List<DataParty> banks = dataParties();
        List<Seat> seats = Arrays.stream(Party.values()).map(Seat::new).toList();
        deal(banks, seats);
        List<Outcome> outcomes = compute(seats);
        Outcome first = outcomes.get(0);
        if (!first.excluded().isEmpty()) {
            throw new IllegalStateException("banks were left out of the epoch: " + first.excluded());
        }
        List<double[]> results = opened(banks, outcomes);
        return new EpochRun(results, first.matchedPairs(), meters.cost());
    }

    private List<DataParty> dataParties() {
        AgreedSecrets secrets = new AgreedSecrets(ledgers.size(), random);
        return ledgers.stream()
                .map(ledger -> new DataParty(ledger, policy, id, secrets.of(ledger.bank()), fresh()))
                .toList();
    }

    /** Deals bank after bank, so that no more than one bank's permutations are in memory at once. */
    private void deal(List<DataParty> banks, List<Seat> seats) {
        for (int bank = 0; bank < banks.size(); bank++) {
            DataParty dealer = banks.get(bank);
            List<Callable<Boolean>> parts = new ArrayList<>();
            for (Seat seat : seats) {
                Links.Link link = connect(bankName(bank), seat.party.name());
                parts.add(part(() -> dealer.deal(seat.party, link.first())));
                parts.add(part(() -> seat.receive(link.second(), dealer.sizes(), policy)));
            }
            tasks.run(parts);
        }
    }

    private List<Outcome> compute(List<Seat> seats) {
        for (Seat a : seats) {
            for (Seat b : seats.subList(a.party.ordinal() + 1, seats.size())) {
                Links.Link link = connect(a.party.name(), b.party.name());
                a.peers.put(b.party, link.first());
                b.peers.put(a.party, link.second());
            }
        }
        List<Callable<Outcome>> parts = new ArrayList<>();
        for (Seat seat : seats) {
            ComputeParty computing = new ComputeParty(seat.party, seat.peers, policy, id, fresh());
            parts.add(() -> {
                Outcome outcome = computing.run(seat.inputs);
                meters.stopped(seat.party.name());
                return outcome;
            });
        }
        return tasks.run(parts);
    }

    private List<double[]> opened(List<DataParty> banks, List<Outcome> outcomes) {
        List<Callable<double[]>> openings = new ArrayList<>();
        List<Callable<Boolean>> releases = new ArrayList<>();
        for (int b = 0; b < banks.size(); b++) {
            int bank = b;
            Links.Link p0 = connect(Party.P0.name(), bankName(bank));
            Links.Link p1 = connect(Party.P1.name(), bankName(bank));
            releases.add(part(() -> outcomes.get(0).release(bank, p0.first())));
            releases.add(part(() -> outcomes.get(1).release(bank, p1.first())));
            openings.add(() -> banks.get(bank).open(p0.second(), p1.second()));
        }
        List<Callable<List<double[]>>> all = List.of(() -> tasks.run(openings), () -> {
            tasks.run(releases);
            return List.of();
        });
        return tasks.run(all).get(0);
    }

    private static Callable<Boolean> part(Runnable action) {
        return () -> {
            action.run();
            return true;
        };
    }

    private Links.Link connect(String a, String b) {
        return meters.onto(links.connect(a, b), a, b);
    }

    private byte[] fresh() {
        byte[] seed = new byte[32];
        random.nextBytes(seed);
        return seed;
    }

    private static String bankName(int bank) {
        return "bank " + bank;
    }
}
