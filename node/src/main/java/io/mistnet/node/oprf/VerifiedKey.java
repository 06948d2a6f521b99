package io.mistnet.node.oprf;

import io.mistnet.protocols.oprf.KeyStatement;
import io.mistnet.protocols.oprf.PublicShares;
import java.util.Arrays;

/**
 * A key that an asker may use: all n holders of the network file have signed its statement.
 *
 * @param statement what they signed
 */
record VerifiedKey(KeyStatement statement) {

    /**
     * Checks a statement that some holder gave: whether it is this network's, of this key epoch, with the network file's threshold and number of holders, and signed by all of them.
     *
     * @throws HolderFailedException where it is not; whoever gave it should not have
     */
    static VerifiedKey check(Holders holders, int epoch, SignedStatement signed) throws HolderFailedException {
        KeyStatement statement = signed.statement();
        PublicShares shares = statement.publicShares();
        require(
                Arrays.equals(statement.network(), KeyContext.ofNetwork(holders.network())),
                "its key statement is of another network");
        require(statement.epoch() == epoch, "its key statement is of another key epoch");
        require(
                shares.threshold() == holders.threshold() && shares.holders() == holders.count(),
                "its key statement is of another threshold or number of holders than the network file's");
        byte[] message = signed.message();
        for (int holder = 1; holder <= holders.count(); holder++) {
            byte[] signature = signed.signatures().get(holder);
            require(
                    signature != null && holders.signed(holder, message, signature),
                    "its key statement lacks a right signature of " + holders.id(holder));
        }
        return new VerifiedKey(statement);
    }

    int generation() {
        return statement.generation();
    }

    PublicShares publicShares() {
        return statement.publicShares();
    }

    private static void require(boolean holds, String otherwise) throws HolderFailedException {
        if (!holds) {
            throw new HolderFailedException(HolderFailedException.Kind.DEVIATED, otherwise);
        }
    }
}
