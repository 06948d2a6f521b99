package io.mistnet.node.epoch;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Ed25519 keys of every institution of a test, made when first used. */
final class TestSignatures {

    private final Map<String, KeyPair> keys = new ConcurrentHashMap<>();

    Signatures of(String institution) {
        return new Signatures() {
            @Override
            public byte[] sign(byte[] message) {
                try {
                    Signature signature = Signature.getInstance("Ed25519");
                    signature.initSign(key(institution).getPrivate());
                    signature.update(message);
                    return signature.sign();
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public boolean verify(String signer, byte[] message, byte[] bytes) {
                try {
                    Signature signature = Signature.getInstance("Ed25519");
                    signature.initVerify(key(signer).getPublic());
                    signature.update(message);
                    return signature.verify(bytes);
                } catch (GeneralSecurityException e) {
                    return false;
                }
            }
        };
    }

    private KeyPair key(String institution) {
        return keys.computeIfAbsent(institution, name -> {
            try {
                return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
