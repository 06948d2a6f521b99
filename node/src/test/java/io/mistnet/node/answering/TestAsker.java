package io.mistnet.node.answering;

import static io.mistnet.node.answering.DeskFixture.PARAMETERS;

import io.mistnet.he.Asker;
import io.mistnet.he.Pads;
import io.mistnet.node.intelligence.Sealed;
import io.mistnet.node.network.Sha256;
import io.mistnet.protocols.retrieval.AnswerHeader;
import io.mistnet.protocols.retrieval.Fingerprint;
import io.mistnet.protocols.retrieval.Placement;
import io.mistnet.protocols.retrieval.Region;
import io.mistnet.protocols.retrieval.SealedLabel;
import io.mistnet.protocols.retrieval.Slots;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An asker with real keys, that reads the sealed labels behind a fingerprint. */
final class TestAsker implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    final String name;
    private final AnswerDesk desk;
    private final Asker asker = new Asker(PARAMETERS.encryption());
    KeyId keyId;

    TestAsker(String name, AnswerDesk desk) {
        this.name = name;
        this.desk = desk;
        this.keyId = upload();
    }

    KeyId upload() {
        return desk.upload(name, keyMessage());
    }

    byte[] keyMessage() {
        ByteBuffer message = ByteBuffer.allocateDirect(PARAMETERS.encryption().keyBytes());
        asker.keys(message);
        return bytes(message);
    }

    byte[] query(long selector, Region region) {
        Placement at = Placement.of(Sealed.position(selector), PARAMETERS.layout());
        ByteBuffer query = ByteBuffer.allocateDirect(PARAMETERS.encryption().queryBytes(region.shape()));
        asker.query(
                region.shape(),
                at.column() - region.firstColumn(),
                at.upper() - region.firstRow(),
                at.lower() - region.firstRow(),
                query);
        return bytes(query);
    }

    byte[] query(long selector) {
        return query(selector, PARAMETERS.whole());
    }

    Answered ask(long selector) {
        return desk.answer(name, 1, keyId, query(selector), PATIENCE);
    }

    /** All labels in the selector's buckets under the fingerprint of its first occurrence. */
    List<SealedLabel> find(long selector) {
        return open(selector, ask(selector));
    }

    List<SealedLabel> open(long selector, Answered answered) {
        return find(buckets(selector, answered), selector, seed(selector, answered));
    }

    /** All labels in one selector's buckets under the fingerprint of another one's first occurrence. */
    List<SealedLabel> openAs(long selector, long other, Answered answered) {
        return find(buckets(selector, answered), other, seed(selector, answered));
    }

    /** Both of the selector's buckets, without their pads. */
    ByteBuffer buckets(long selector, Answered answered) {
        Placement at = Placement.of(Sealed.position(selector), PARAMETERS.layout());
        int length = PARAMETERS.slots().plaintextBytes();
        ByteBuffer answer = ByteBuffer.allocateDirect(answered.answer().length)
                .put(answered.answer())
                .flip();
        ByteBuffer buckets = ByteBuffer.allocateDirect(2 * length);
        asker.open(answer, buckets);
        byte[] seed = seed(selector, answered);
        Pads.xor(seed, at.column(), at.upper(), buckets.slice(0, length));
        Pads.xor(seed, at.column(), at.lower(), buckets.slice(length, length));
        return buckets;
    }

    private static byte[] seed(long selector, Answered answered) {
        int column = Placement.of(Sealed.position(selector), PARAMETERS.layout()).column();
        AnswerHeader header = answered.header();
        return (column < header.boundary() ? header.newSeed() : header.oldSeed()).toBytes();
    }

    private static List<SealedLabel> find(ByteBuffer buckets, long selector, byte[] seed) {
        Slots slots = PARAMETERS.slots();
        byte[] mask = mask(Sealed.fingerprint(selector, 0), seed, slots.slotBytes());
        List<SealedLabel> found = new ArrayList<>();
        for (int bucket = 0; bucket < 2; bucket++) {
            for (int slot = 0; slot < slots.perBucket(); slot++) {
                byte[] unmasked = new byte[slots.slotBytes()];
                buckets.get(bucket * slots.plaintextBytes() + slots.offset(slot), unmasked);
                for (int i = 0; i < unmasked.length; i++) {
                    unmasked[i] ^= mask[i];
                }
                ByteBuffer in = ByteBuffer.wrap(unmasked);
                if (Fingerprint.read(in).equals(Sealed.fingerprint(selector, 0))) {
                    found.add(SealedLabel.read(in, slots));
                }
            }
        }
        return found;
    }

    /** What a record's slot is XORed with, as the wire layout says. */
    private static byte[] mask(Fingerprint fingerprint, byte[] seed, int length) {
        ByteBuffer mask = ByteBuffer.allocate(length + 31);
        for (int counter = 0; mask.position() < length; counter++) {
            ByteBuffer input = ByteBuffer.allocate(Fingerprint.BYTES + seed.length + Integer.BYTES);
            fingerprint.write(input);
            mask.put(Sha256.of(input.put(seed).putInt(counter).array()).bytes());
        }
        return mask.array();
    }

    private static byte[] bytes(ByteBuffer direct) {
        byte[] bytes = new byte[direct.remaining()];
        direct.duplicate().get(bytes);
        return bytes;
    }

    @Override
    public void close() {
        asker.close();
    }
}
