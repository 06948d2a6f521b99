package io.mistnet.simulator.network;

import io.mistnet.protocols.propagation.PairSecrets;
import java.security.SecureRandom;

/** Secrets between all pairs of banks, as they would have agreed on them by their keys. */
final class AgreedSecrets {

    private static final int BYTES = 32;

    private final byte[][][] secrets;

    AgreedSecrets(int banks, SecureRandom random) {
        secrets = new byte[banks][banks][];
        for (int a = 0; a < banks; a++) {
            for (int b = a; b < banks; b++) {
                byte[] secret = new byte[BYTES];
                random.nextBytes(secret);
                secrets[a][b] = secret;
                secrets[b][a] = secret;
            }
        }
    }

    PairSecrets of(int bank) {
        return other -> secrets[bank][other].clone();
    }
}
