package io.mistnet.node.audit;

import io.mistnet.node.identity.KeyMaterial;
import io.mistnet.node.identity.Password;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/** A process that writes one audit entry after the other, and prints the number of each once it may be shown. */
final class AuditProcess {

    private AuditProcess() {}

    /**
     * Writes until it is killed.
     *
     * @param args the log's folder, the hash key's file, the identity's key store, which has the password "secret"
     */
    public static void main(String[] args) throws Exception {
        AuditLog log = AuditLog.open(
                Path.of(args[0]),
                SelectorHash.open(Path.of(args[1]), new SecureRandom()),
                KeyMaterial.read(Path.of(args[2]), Password.of("secret"), "bank-1")
                        .identity(),
                Clock.systemUTC(),
                30_000);
        while (true) {
            System.out.println(log.append(Audits.lookup("anna")));
        }
    }
}
