package io.mistnet.protocols.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mistnet.he.Kernel;
import io.mistnet.he.MalformedInputException;
import io.mistnet.he.Pads;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What contributors, hosts and networks may do to a lookup, and what comes of it. */
class LookupAttacksTest {

    private final LookupParameters parameters = new LookupParameters(1000, 32, 2, 14, new TableLayout(4, 8, 2, 2), 1);
    private final Slots slots = parameters.slots();
    private final Selectors selectors = new Selectors(parameters);
    private LookupHost host;
    private Inquirer asker;

    @BeforeEach
    void open() {
        host = new LookupHost(parameters, Kernel.best());
        asker = new Inquirer(host);
    }

    @AfterEach
    void close() {
        asker.close();
        host.close();
    }

    private enum Structure {
        ZEROS,
        ONES,
        HALF_OF_THE_PLAIN_MODULUS;

        /** Records of these bytes, one after the other, make coefficients that are all alike. */
        byte[] bytes(Slots slots, int slot) {
            byte[] bytes = new byte[slots.slotBytes()];
            for (int i = 0; i < bytes.length * Byte.SIZE; i++) {
                int bit = slots.offset(slot) * Byte.SIZE + i;
                boolean one = this == ONES || (this == HALF_OF_THE_PLAIN_MODULUS && bit % 14 == 13);
                bytes[i / Byte.SIZE] |= (byte) (one ? 1 << i % Byte.SIZE : 0);
            }
            return bytes;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aContributorsStructuredBytesSpoilNobodysRecord(Structure structure) throws RefusedContributionException {
        SelectorTags victim = selectors.tags("victim");
        host.bucketTable.put(selectors.contribution(0, victim, new byte[] {1, 2, 3}));
        Placement placement = Placement.of(victim.position(), parameters.layout());
        ByteBuffer bucket = ByteBuffer.allocateDirect(slots.plaintextBytes());
        for (int slot = 1; slot < slots.perBucket(); slot++) {
            Candidate structured = Candidate.read(ByteBuffer.wrap(structure.bytes(slots, slot)), slots);
            bucket.position(slots.offset(slot));
            structured.write(bucket);
            host.storage.put(
                    new Slot(placement.column(), placement.upper(), slot),
                    new StoredRecord(new RecordId(1, slot), victim.position(), 0, structured));
        }
        host.update();
        for (int i = 0; i < 20; i++) {
            assertThat(asker.find(victim)).containsExactly(new FoundLabel(0, new byte[] {1, 2, 3}));
        }
        Pads.xor(host.header().newSeed().toBytes(), placement.column(), placement.upper(), bucket.clear());
        assertThat(deviation(bucket)).isCloseTo(16_384 / Math.sqrt(12), within(100.0));
    }

    /** Root mean square of the centred 14-bit coefficients. */
    private static double deviation(ByteBuffer bucket) {
        double sum = 0;
        for (int i = 0; i < 4096; i++) {
            int coefficient = 0;
            for (int bit = 0; bit < 14; bit++) {
                int at = i * 14 + bit;
                coefficient |= (bucket.get(at / 8) >>> at % 8 & 1) << bit;
            }
            int centred = coefficient >= 8192 ? coefficient - 16_384 : coefficient;
            sum += (double) centred * centred;
        }
        return Math.sqrt(sum / 4096);
    }

    @Test
    void everyRecordOfTwoFullBucketsIsFound() throws RefusedContributionException {
        Position position = selectors.tags("crowd").position();
        List<SelectorTags> crowd = new ArrayList<>();
        for (int i = 0; i < 2 * slots.perBucket(); i++) {
            SelectorTags tags = new SelectorTags(
                    position, selectors.tags("member %d".formatted(i)).occurrences());
            host.bucketTable.put(selectors.contribution(i, tags, new byte[] {(byte) i}));
            crowd.add(tags);
        }
        host.update();
        for (int i = 0; i < crowd.size(); i += 15) {
            assertThat(asker.find(crowd.get(i))).containsExactly(new FoundLabel(0, new byte[] {(byte) i}));
        }
        assertThat(asker.find(
                        new SelectorTags(position, selectors.tags("stranger").occurrences())))
                .isEmpty();
    }

    @Test
    void twoSelectorsWithOneFingerprintAreBothFound() throws RefusedContributionException {
        SelectorTags one = selectors.tags("one");
        SelectorTags other = selectors.tags("other");
        OccurrenceTag colliding = new OccurrenceTag(
                one.occurrences().get(0).fingerprint(),
                other.occurrences().get(0).labelKey());
        SelectorTags collision = new SelectorTags(
                one.position(), List.of(colliding, other.occurrences().get(1)));
        host.bucketTable.put(selectors.contribution(1, one, new byte[] {1}));
        host.bucketTable.put(selectors.contribution(2, collision, new byte[] {2}));
        host.update();
        assertThat(asker.find(one)).containsExactly(new FoundLabel(0, new byte[] {1}));
        assertThat(asker.find(collision)).containsExactly(new FoundLabel(1, new byte[] {2}));
    }

    @Test
    void aFingerprintWithoutItsLabelKeyOpensNothing() throws RefusedContributionException {
        SelectorTags tags = selectors.tags("one");
        host.bucketTable.put(selectors.contribution(1, tags, new byte[] {1}));
        host.update();
        OccurrenceTag stolen = new OccurrenceTag(
                tags.occurrences().get(0).fingerprint(),
                selectors.tags("other").occurrences().get(0).labelKey());
        assertThat(asker.find(new SelectorTags(tags.position(), List.of(stolen))))
                .isEmpty();
    }

    @Test
    void anAnswerThatIsTamperedWithOrOldHasAnotherBinding() throws RefusedContributionException {
        SelectorTags tags = selectors.tags("one");
        host.bucketTable.put(selectors.contribution(1, tags, new byte[] {1}));
        host.update();
        Target target = Target.single(parameters, tags);
        ByteBuffer query = asker.query(target);
        ByteBuffer answer = asker.answers(List.of(target)).get(0);
        byte[] signed = binding(target, query, answer);
        assertThat(binding(target, query, answer)).isEqualTo(signed);
        assertThat(binding(target, asker.query(target), answer)).isNotEqualTo(signed);
        answer.put(1000, (byte) (answer.get(1000) ^ 1));
        assertThat(binding(target, query, answer)).isNotEqualTo(signed);
        answer.put(1000, (byte) (answer.get(1000) ^ 1));
        host.update();
        assertThat(binding(target, query, answer)).isNotEqualTo(signed);
    }

    private byte[] binding(Target target, ByteBuffer query, ByteBuffer answer) {
        return new AnswerBinding(Selectors.NETWORK, 1, "police")
                .add(target.region(), query, host.header(), answer)
                .digest();
    }

    @Test
    void bytesThatAreNoAnswerOpenToNothingAndOtherLengthsAreRefused() {
        Target target = Target.single(parameters, selectors.tags("one"));
        int length = parameters.encryption().answerBytes();
        for (int value : new int[] {0, 0xff, 0x55}) {
            byte[] bytes = new byte[length];
            Arrays.fill(bytes, (byte) value);
            assertThat(asker.lookup.open(
                            target,
                            host.header(),
                            ByteBuffer.allocateDirect(length).put(bytes).flip()))
                    .isEmpty();
        }
        assertThatThrownBy(() -> asker.lookup.open(target, host.header(), ByteBuffer.allocateDirect(length - 1)))
                .isInstanceOf(MalformedInputException.class);
    }

    @Test
    void anUpdateThatChangesNothingRenewsEveryByteAnAskerSees() throws RefusedContributionException {
        SelectorTags tags = selectors.tags("one");
        for (int i = 0; i < 100; i++) {
            SelectorTags neighbour = new SelectorTags(
                    tags.position(), selectors.tags("n%d".formatted(i)).occurrences());
            host.bucketTable.put(selectors.contribution(i, neighbour, new byte[] {1}));
        }
        host.update();
        byte[] before = seen(tags);
        assertThat(seen(tags)).isEqualTo(before);
        host.update();
        byte[] after = seen(tags);
        int equal = 0;
        for (int i = 0; i < before.length; i++) {
            equal += before[i] == after[i] ? 1 : 0;
        }
        // 14,336 bytes, a 256th of which agree by chance: 56, with a deviation of 7.5
        assertThat(equal).isBetween(11, 101);
    }

    /** Both buckets without their pads, as an asker gets them. */
    private byte[] seen(SelectorTags tags) {
        Target target = Target.single(parameters, tags);
        ByteBuffer buckets = asker.buckets(target);
        byte[] bytes = new byte[buckets.remaining()];
        buckets.get(bytes);
        return bytes;
    }

    @Test
    void queriesAndAnswersOfHitsAndMissesHaveOneSize() throws RefusedContributionException {
        host.bucketTable.put(selectors.contribution(1, "hit", new byte[] {1}));
        host.update();
        Target hit = Target.single(parameters, selectors.tags("hit"));
        Target miss = Target.single(parameters, selectors.tags("miss"));
        assertThat(asker.query(hit).remaining()).isEqualTo(asker.query(miss).remaining());
        List<ByteBuffer> answers = asker.answers(List.of(hit, miss));
        assertThat(answers.get(0).remaining()).isEqualTo(answers.get(1).remaining());
    }
}
