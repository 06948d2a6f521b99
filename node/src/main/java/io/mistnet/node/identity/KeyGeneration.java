package io.mistnet.node.identity;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes the three key pairs of an institution, each with a certificate: for TLS (P-256), for signatures (Ed25519), for agreement (X25519). */
public final class KeyGeneration {

    /** From an hour ago on, for clocks that go slow. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    private final SecureRandom random;
    private final Clock clock;
    private final Duration validity;

    /** @param validity for how long from now the certificates are valid */
    public KeyGeneration(SecureRandom random, Clock clock, Duration validity) {
        this.random = random;
        this.clock = clock;
        this.validity = validity;
    }

    /** New keys for the institution with this id. */
    public KeyMaterial generate(String institution) throws GeneralSecurityException {
        KeyPairGenerator p256 = KeyPairGenerator.getInstance("EC");
        p256.initialize(new ECGenParameterSpec("secp256r1"), random);
        KeyPair tls = p256.generateKeyPair();
        KeyPair signing = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyPair agreement = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        X509Certificate signingCertificate =
                certificate(institution, "signing", signing.getPublic(), "Ed25519", "signing", signing.getPrivate());
        return new KeyMaterial(
                institution,
                tls.getPrivate(),
                certificate(institution, "tls", tls.getPublic(), "SHA256withECDSA", "tls", tls.getPrivate()),
                signing.getPrivate(),
                signingCertificate,
                agreement.getPrivate(),
                certificate(
                        institution, "agreement", agreement.getPublic(), "Ed25519", "signing", signing.getPrivate()));
    }

    /** A new key for a supervisor of the institution with this id. */
    public SupervisorKey supervisor(String institution) throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        return new SupervisorKey(new PrivateKeyEntry(pair.getPrivate(), new Certificate[] {
            certificate(institution, "supervisor", pair.getPublic(), "Ed25519", "supervisor", pair.getPrivate())
        }));
    }

    private X509Certificate certificate(
            String institution, String use, PublicKey subject, String algorithm, String issuerUse, PrivateKey issuer)
            throws GeneralSecurityException {
        Instant now = clock.instant();
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name(institution, issuerUse),
                    new BigInteger(127, random),
                    Date.from(now.minus(BACKDATED)),
                    Date.from(now.plus(validity)),
                    name(institution, use),
                    subject);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(issuer)));
        } catch (OperatorCreationException | CertIOException e) {
            throw new GeneralSecurityException("no certificate could be made for " + institution, e);
        }
    }

    private static X500Name name(String institution, String use) {
        return new X500NameBuilder()
                .addRDN(BCStyle.O, "mistnet")
                .addRDN(BCStyle.OU, use)
                .addRDN(BCStyle.CN, institution)
                .build();
    }
}
