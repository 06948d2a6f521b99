package io.mistnet.node.network;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * By what the others know an institution.
 *
 * @param certificate the SHA-256 of its TLS certificate
 * @param nextCertificate that of the one which it goes over to, at a time of its own choice; empty where it does not
 * @param agreement its X25519 key
 * @param signing its Ed25519 key
 */
public record PublicKeys(
        Sha256 certificate, Optional<Sha256> nextCertificate, AgreementKey agreement, SigningKey signing) {

    /** Keys of an institution that stays with its certificate. */
    public PublicKeys(Sha256 certificate, AgreementKey agreement, SigningKey signing) {
        this(certificate, Optional.empty(), agreement, signing);
    }

    /** The certificates that it may show. */
    public Set<Sha256> certificates() {
        return Stream.concat(Stream.of(certificate), nextCertificate.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a node with the keys {@code own} is the institution that these are of. */
    public boolean allow(PublicKeys own) {
        return certificates().contains(own.certificate)
                && agreement.equals(own.agreement)
                && signing.equals(own.signing);
    }
}
