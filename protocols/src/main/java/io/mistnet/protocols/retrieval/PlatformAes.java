package io.mistnet.protocols.retrieval;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** The platform's AES for Bouncy Castle's modes: it uses the processor's instructions, where Bouncy Castle's own looks tables up at secret places. Encrypts only, as GCM-SIV does. */
final class PlatformAes implements BlockCipher {

    private static final int BLOCK_BYTES = 16;

    private final Cipher cipher;

    PlatformAes() {
        try {
            cipher = Cipher.getInstance("AES/ECB/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES", e);
        }
    }

    @Override
    public void init(boolean forEncryption, CipherParameters parameters) {
        if (!forEncryption || !(parameters instanceof KeyParameter key)) {
            throw new IllegalArgumentException("this AES encrypts, under a key alone");
        }
        try {
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key.getKey(), "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("an AES key has 16, 24 or 32 bytes", e);
        }
    }

    @Override
    public int processBlock(byte[] in, int inOffset, byte[] out, int outOffset) {
        try {
            return cipher.update(in, inOffset, BLOCK_BYTES, out, outOffset);
        } catch (ShortBufferException e) {
            throw new IllegalStateException("no room for a block", e);
        }
    }

    @Override
    public String getAlgorithmName() {
        return "AES";
    }

    @Override
    public int getBlockSize() {
        return BLOCK_BYTES;
    }

    @Override
    public void reset() {}
}
