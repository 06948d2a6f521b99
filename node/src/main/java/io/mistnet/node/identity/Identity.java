package io.mistnet.node.identity;

import io.mistnet.node.network.AgreementKey;
import io.mistnet.node.network.Institution;
import io.mistnet.node.network.Network;
import io.mistnet.node.network.PublicKeys;
import io.mistnet.node.network.Sha256;
import io.mistnet.node.network.SigningKey;
import io.mistnet.protocols.propagation.PairSecrets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * One institution's private keys, and what is done with them. Nothing here prints a key.
 *
 * <p>WARNING: {@link #secretWith} returns key material; it belongs into a key derivation, never into a log.
 */
public final class Identity {

    private static final byte[] PAIR = "mistnet pair secret 1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OWN = "mistnet own secret 1".getBytes(StandardCharsets.US_ASCII);

    private final String institution;
    private final PrivateKey tlsKey;
    private final X509Certificate certificate;
    private final X25519PrivateKeyParameters agreementKey;
    private final Ed25519PrivateKeyParameters signingKey;

    Identity(
            String institution,
            PrivateKey tlsKey,
            X509Certificate certificate,
            X25519PrivateKeyParameters agreementKey,
            Ed25519PrivateKeyParameters signingKey) {
        this.institution = institution;
        this.tlsKey = tlsKey;
        this.certificate = certificate;
        this.agreementKey = agreementKey;
        this.signingKey = signingKey;
    }

    /** The institution's id in the network file. */
    public String institution() {
        return institution;
    }

    /** The certificate that the institution shows on every link. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** The private key of {@link #certificate()}, for a TLS key store. */
    public PrivateKey tlsKey() {
        return tlsKey;
    }

    /** What the network file must say of this institution. */
    public PublicKeys publicKeys() {
        try {
            return new PublicKeys(
                    Sha256.of(certificate),
                    AgreementKey.of(agreementKey.generatePublicKey()),
                    SigningKey.of(signingKey.generatePublicKey()));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read can be encoded", e);
        }
    }

    /**
     * The secret that this institution shares with {@code other} in {@code network}, the same at both; with itself, one that nobody else has.
     *
     * @return 32 bytes: HKDF-SHA256 of the X25519 agreement, bound to the network file and both ids in order; the array is the caller's
     */
    public byte[] secretWith(Network network, Institution other) {
        if (other.id().equals(institution)) {
            return derive(agreementKey.getEncoded(), OWN, network, institution, institution);
        }
        boolean first = institution.compareTo(other.id()) < 0;
        return derive(
                other.keys().agreement().agreeWith(agreementKey),
                PAIR,
                network,
                first ? institution : other.id(),
                first ? other.id() : institution);
    }

    /** The secrets of this institution, as a bank, with all banks of {@code network}, by their index. */
    public PairSecrets pairSecrets(Network network) {
        List<Institution> banks = network.banks();
        return bank -> secretWith(network, banks.get(bank));
    }

    /**
     * Signs {@code message}; {@link SigningKey#verifies} checks it.
     *
     * @return 64 bytes, Ed25519
     */
    public byte[] sign(byte[] message) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        signingKey.sign(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
        return signature;
    }

    /**
     * Checks that this is the institution that the network file lists under the same id.
     *
     * @throws GeneralSecurityException where the file does not list it, or with other keys
     */
    public void requireListedIn(Network network) throws GeneralSecurityException {
        Institution listed = network.find(institution)
                .orElseThrow(() -> new GeneralSecurityException("the network file has no institution " + institution));
        if (!listed.keys().allow(publicKeys())) {
            throw new GeneralSecurityException(
                    "the network file lists %s with other keys than those in its identity directory"
                            .formatted(institution));
        }
    }

    @Override
    public String toString() {
        return "Identity[" + institution + "]";
    }

    private static byte[] derive(byte[] secret, byte[] purpose, Network network, String first, String second) {
        byte[] a = first.getBytes(StandardCharsets.UTF_8);
        byte[] b = second.getBytes(StandardCharsets.UTF_8);
        ByteBuffer info = ByteBuffer.allocate(purpose.length + Sha256.BYTES + 8 + a.length + b.length)
                .put(purpose)
                .put(network.hash().bytes())
                .putInt(a.length)
                .put(a)
                .putInt(b.length)
                .put(b);
        HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
        hkdf.init(new HKDFParameters(secret, null, info.array()));
        byte[] derived = new byte[32];
        hkdf.generateBytes(derived, 0, derived.length);
        return derived;
    }
}
