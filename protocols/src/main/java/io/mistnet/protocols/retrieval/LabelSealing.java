package io.mistnet.protocols.retrieval;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.GCMSIVBlockCipher;
import org.bouncycastle.crypto.modes.gcm.BasicGCMMultiplier;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Seals labels for the host, and opens them.
 *
 * <p><b>Functionality.</b> AES-256-GCM-SIV under the label key, with a nonce of zeros, bound to the fingerprint. The label is padded to the network's constant size with 0x80 and zeros.
 * <p><b>Security.</b> GCM-SIV under one nonce keeps labels secret; two seals under the same label key show whether they are the very same label, and nothing more. A record's label that changes shows that
 * it changed. Other fingerprint, other key, other bytes: it doesn't open.
 * <p><b>Timing.</b> Multiplication, tag comparison and padding are constant-time, AES as far as the platform's is. What fails to open takes longer than what opens; {@link #open} makes up for it.
 * <p><b>On deviation.</b> A contributor's bytes that are no seal, or a seal of a badly padded label, open to nothing.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8452">RFC 8452</a>
 */
public final class LabelSealing {

    private static final byte[] NONCE = new byte[12];
    private static final byte PADDING = (byte) 0x80;

    private final int labelBytes;
    private final OccurrenceTag control = new OccurrenceTag(
            Fingerprint.read(ByteBuffer.allocate(Fingerprint.BYTES)), new LabelKey(new byte[LabelKey.BYTES]));
    /** One that {@link #control} opens, and one that it does not. */
    private final SealedLabel[] controls;

    public LabelSealing(Slots slots) {
        this.labelBytes = slots.labelBytes();
        SealedLabel sound = seal(new byte[0], control);
        byte[] spoiled = sound.toBytes();
        spoiled[0] ^= 1;
        this.controls = new SealedLabel[] {sound, SealedLabel.of(spoiled)};
    }

    /** Most bytes of a label's content. */
    public int contentBytes() {
        return labelBytes - 1;
    }

    /**
     * Seals a label.
     *
     * @throws IllegalArgumentException if the content is longer than {@link #contentBytes}
     */
    public SealedLabel seal(byte[] content, OccurrenceTag tag) {
        if (content.length > contentBytes()) {
            throw new IllegalArgumentException(
                    "a label of %d bytes, where this network's hold %d; shorten its texts, or give the network larger labels"
                            .formatted(content.length, contentBytes()));
        }
        byte[] padded = new byte[labelBytes];
        System.arraycopy(content, 0, padded, 0, content.length);
        padded[content.length] = PADDING;
        try {
            return SealedLabel.of(crypt(
                    true, tag.labelKey().parameter(), NONCE, tag.fingerprint().toBytes(), padded));
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("sealing checks no tag", e);
        }
    }

    /**
     * The content of a label that this tag sealed, otherwise nothing.
     *
     * <p>What fails takes longer than what opens. So each call opens a second label, which opens where the first one failed and fails where it opened: together they take the same time either way.
     */
    public Optional<byte[]> open(SealedLabel sealed, OccurrenceTag tag) {
        Optional<byte[]> content = attempt(sealed, tag);
        attempt(controls[content.isPresent() ? 1 : 0], control);
        return content;
    }

    private Optional<byte[]> attempt(SealedLabel sealed, OccurrenceTag tag) {
        try {
            return withoutPadding(crypt(
                    false, tag.labelKey().parameter(), NONCE, tag.fingerprint().toBytes(), sealed.toBytes()));
        } catch (InvalidCipherTextException e) {
            return Optional.empty();
        }
    }

    static byte[] crypt(boolean seal, KeyParameter key, byte[] nonce, byte[] bound, byte[] in)
            throws InvalidCipherTextException {
        GCMSIVBlockCipher cipher = new GCMSIVBlockCipher(new PlatformAes(), new BasicGCMMultiplier());
        cipher.init(seal, new AEADParameters(key, SealedLabel.TAG_BYTES * Byte.SIZE, nonce, bound));
        byte[] out = new byte[cipher.getOutputSize(in.length)];
        int written = cipher.processBytes(in, 0, in.length, out, 0);
        cipher.doFinal(out, written);
        return out;
    }

    private static Optional<byte[]> withoutPadding(byte[] padded) {
        int length = 0;
        int seen = 0;
        int wrong = 0;
        for (int i = padded.length - 1; i >= 0; i--) {
            int isZero = ((padded[i] & 0xff) - 1) >>> 31;
            int isMark = ((padded[i] ^ PADDING) & 0xff) - 1 >>> 31;
            length += i & -(isMark & ~seen);
            wrong |= ~seen & ~isZero & ~isMark;
            seen |= isMark;
        }
        if ((wrong & 1 | seen ^ 1) != 0) {
            return Optional.empty();
        }
        byte[] content = new byte[length];
        System.arraycopy(padded, 0, content, 0, length);
        return Optional.of(content);
    }
}
