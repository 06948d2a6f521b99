package io.mistnet.node.answering;

import static io.mistnet.node.answering.DeskFixture.PARAMETERS;

import io.mistnet.he.Asker;
import io.mistnet.he.Pads;
import io.mistnet.node.intelligence.Sealed;
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
        Placement at = Placement.of(Sealed.position(selector), PARAMETERS.layout());
        Slots slots = PARAMETERS.slots();
        ByteBuffer answer = ByteBuffer.allocateDirect(answered.answer().length)
                .put(answered.answer())
                .flip();
        ByteBuffer buckets = ByteBuffer.allocateDirect(2 * slots.plaintextBytes());
        asker.open(answer, buckets);
        byte[] seed = (at.column() < answered.header().boundary()
                        ? answered.header().newSeed()
                        : answered.header().oldSeed())
                .toBytes();
        Pads.xor(seed, at.column(), at.upper(), buckets.slice(0, slots.plaintextBytes()));
        Pads.xor(seed, at.column(), at.lower(), buckets.slice(slots.plaintextBytes(), slots.plaintextBytes()));
        List<SealedLabel> found = new ArrayList<>();
        for (int bucket = 0; bucket < 2; bucket++) {
            for (int slot = 0; slot < slots.perBucket(); slot++) {
                buckets.position(bucket * slots.plaintextBytes() + slots.offset(slot));
                if (Fingerprint.read(buckets).equals(Sealed.fingerprint(selector, 0))) {
                    found.add(SealedLabel.read(buckets, slots));
                }
            }
        }
        return found;
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
