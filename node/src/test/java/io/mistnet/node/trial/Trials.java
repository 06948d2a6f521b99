package io.mistnet.node.trial;

import io.mistnet.node.identity.KeyGeneration;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/** Trial networks for tests. */
public final class Trials {

    private Trials() {}

    /** Five banks of which three compute: bank-1 is P2, bank-2 P0, bank-3 P1. */
    public static TrialNetwork fiveBanks() throws GeneralSecurityException {
        return network("trial", 5);
    }

    public static TrialNetwork network(String name, int banks) throws GeneralSecurityException {
        KeyGeneration generation = new KeyGeneration(new SecureRandom(), Clock.systemUTC(), Duration.ofDays(30));
        return TrialNetwork.generate(new TrialPlan(name, banks, false, 9400), generation);
    }
}
