package io.mistnet.node.audit;

import io.mistnet.node.identity.PrivateFile;
import io.mistnet.node.network.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The newest signed head, in a file beside the log: it tells a log that was cut back to an older head. It is replaced whole or not at all. */
record HeadFile(Path file) {

    private static final int MOST_BYTES = 4096;

    /**
     * What the log must have, by this file; empty where there is none.
     *
     * @throws BrokenChainException where it is not a head that the institution signed
     */
    Optional<Anchor> read(SigningKey key) throws IOException, BrokenChainException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > MOST_BYTES) {
            throw forged();
        }
        AuditLine head;
        try {
            head = AuditLine.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw forged();
        }
        if (head.kind() != AuditLine.Kind.HEAD || !head.isSignedBy(key)) {
            throw forged();
        }
        return Optional.of(new Anchor(head.sequence(), head.hash()));
    }

    /** Replaces it; on disk when this returns. */
    void write(AuditLine head) throws IOException {
        PrivateFile.replace(file, head.bytes());
    }

    private BrokenChainException forged() {
        return new BrokenChainException(new ChainBreak(
                ChainBreak.Kind.FORGED_HEAD, file, 1, "this is no head that the institution's key has signed"));
    }
}
