package io.mistnet.simulator.network;

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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** One epoch of a {@link LocalNetwork}. The clock starts when the links stand, as they do at nodes. */
final class LocalEpoch {

    private final List<Ledger> ledgers;
    private final Policy policy;
    private final EpochId id;
    private final Tasks tasks;
    private final Meters meters = new Meters();
    private final Wiring wiring;
    private final SecureRandom random = new SecureRandom();

    LocalEpoch(List<Ledger> ledgers, Policy policy, EpochId id, Links links, Tasks tasks) {
        this.ledgers = ledgers;
        this.policy = policy;
        this.id = id;
        this.tasks = tasks;
        this.wiring = new Wiring(links, ledgers.size(), meters);
    }

    EpochRun run() {
        meters.start();
        List<DataParty> banks = dataParties();
        List<Outcome> outcomes = compute(dealt(banks));
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

    /**
     * Deals bank after bank, so that no more than one bank's permutations are in memory at once.
     *
     * @return for every party what it received of every bank
     */
    private List<List<Optional<DealtInput>>> dealt(List<DataParty> banks) {
        List<List<Optional<DealtInput>>> inputs = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int b = 0; b < banks.size(); b++) {
            int bank = b;
            DataParty dealer = banks.get(bank);
            List<Callable<Boolean>> parts = new ArrayList<>();
            for (Party party : Party.values()) {
                List<Optional<DealtInput>> received = inputs.get(party.ordinal());
                parts.add(part(() -> dealer.deal(party, wiring.bankEnd(bank, party))));
                parts.add(part(() -> received.add(
                        Optional.of(DealtInput.receive(wiring.partyEnd(bank, party), party, dealer.sizes(), policy)))));
            }
            tasks.run(parts);
        }
        return inputs;
    }

    private List<Outcome> compute(List<List<Optional<DealtInput>>> inputs) {
        List<Callable<Outcome>> parts = new ArrayList<>();
        for (Party party : Party.values()) {
            ComputeParty computing = new ComputeParty(party, wiring.peers(party), policy, id, fresh());
            parts.add(() -> {
                Outcome outcome = computing.run(inputs.get(party.ordinal()));
                meters.stopped(party.name());
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
            for (Party party : List.of(Party.P0, Party.P1)) {
                Outcome outcome = outcomes.get(party.ordinal());
                releases.add(part(() -> outcome.release(bank, wiring.partyEnd(bank, party))));
            }
            openings.add(() -> banks.get(bank).open(wiring.bankEnd(bank, Party.P0), wiring.bankEnd(bank, Party.P1)));
        }
        List<Callable<List<double[]>>> bothSides = List.of(() -> tasks.run(openings), () -> {
            tasks.run(releases);
            return List.of();
        });
        return tasks.run(bothSides).get(0);
    }

    private static Callable<Boolean> part(Runnable action) {
        return () -> {
            action.run();
            return true;
        };
    }

    private byte[] fresh() {
        byte[] seed = new byte[32];
        random.nextBytes(seed);
        return seed;
    }
}
