package io.mistnet.node.authorisation;

import io.mistnet.node.network.Sha256;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;

/** A holder in a process of its own that counts one evaluation after the other, and prints each count once it is made. */
final class LedgerProcess {

    private LedgerProcess() {}

    static AuthorisationTerms terms() {
        return new AuthorisationTerms(new Sha256("0".repeat(64)), Duration.ofDays(7), Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /**
     * Reserves until it is killed.
     *
     * @param args the ledger's folder, and an authorisation's bytes in hexadecimal digits
     */
    public static void main(String[] args) throws Exception {
        SignedAuthorisation signed = SignedAuthorisation.read(HexFormat.of().parseHex(args[1]));
        try (QuotaLedger ledger = QuotaLedger.open(Path.of(args[0]), terms(), Clock.systemUTC())) {
            while (true) {
                System.out.println(ledger.reserve(signed, 1).used());
            }
        }
    }
}
