package io.mistnet.node.trial;

import io.mistnet.node.FreePorts;
import io.mistnet.node.identity.KeyGeneration;
import io.mistnet.node.network.Network;
import io.mistnet.node.network.NetworkFile;
import io.mistnet.node.peer.PinnedTls;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Trial networks for tests. */
public final class Trials {

    private Trials() {}

    /** Some banks of which three compute: bank-1 is P2, bank-2 P0, bank-3 P1. */
    public static TrialNetwork ofBanks(int banks) throws GeneralSecurityException {
        return generate(banks, false, Clock.systemUTC());
    }

    /** Some banks, and compute-0, compute-1, compute-2, which are none. */
    public static TrialNetwork ofBanksAndComputeNodes(int banks) throws GeneralSecurityException {
        return generate(banks, true, Clock.systemUTC());
    }

    /** One whose certificates are valid for thirty days from the time of {@code clock} on. */
    public static TrialNetwork generate(int banks, boolean separateCompute, Clock clock)
            throws GeneralSecurityException {
        return generate(banks, separateCompute, clock, Optional.empty());
    }

    /** Some banks of which the last two hold shares of the lookup's key, as fiu does, and the agencies fiu and police, the host registry, and compute-0 to compute-2. */
    public static TrialNetwork withLookup(int banks) throws GeneralSecurityException {
        return withLookup(banks, TrialLookup.plan(1000, 32));
    }

    /** The same with another table. */
    public static TrialNetwork withLookup(int banks, TrialLookup lookup) throws GeneralSecurityException {
        return generate(banks, true, Clock.systemUTC(), Optional.of(lookup));
    }

    private static TrialNetwork generate(int banks, boolean separateCompute, Clock clock, Optional<TrialLookup> lookup)
            throws GeneralSecurityException {
        KeyGeneration generation = new KeyGeneration(new SecureRandom(), clock, Duration.ofDays(30));
        int ports = FreePorts.inARow(TrialPlan.PORTS_AN_INSTITUTION * (banks + TrialPlan.MOST_OTHERS));
        return TrialNetwork.generate(new TrialPlan("trial", banks, separateCompute, ports, lookup), generation);
    }

    /** The same members with the same keys in a network file that differs by one word. */
    public static Network renamed(TrialNetwork trial) {
        return read(trial.networkFile().replace("name = \"trial\"", "name = \"other\""));
    }

    /** The same, where nobody who is slow to join makes an epoch fail. */
    public static TrialNetwork unhurried(TrialNetwork trial) {
        String file = trial.networkFile().replace("join-deadline = 2s", "join-deadline = 30s");
        return new TrialNetwork(trial.plan(), file, read(file), trial.keys(), trial.supervisors());
    }

    private static Network read(String file) {
        return NetworkFile.inspect(file.getBytes(StandardCharsets.UTF_8), "other.conf")
                .network()
                .orElseThrow();
    }

    public static PinnedTls tls(TrialNetwork trial, String id) throws GeneralSecurityException {
        return new PinnedTls(trial.identity(id), trial.network(), Clock.systemUTC());
    }
}
