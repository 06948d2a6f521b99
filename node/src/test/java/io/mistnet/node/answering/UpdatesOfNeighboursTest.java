package io.mistnet.node.answering;

import static io.mistnet.node.intelligence.OperationResult.ADDED;
import static io.mistnet.node.intelligence.OperationResult.REMOVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.answering.Distinguisher.Seen;
import io.mistnet.node.intelligence.Operation;
import io.mistnet.node.intelligence.Operation.Add;
import io.mistnet.node.intelligence.Receipt;
import io.mistnet.node.intelligence.Sealed;
import io.mistnet.protocols.retrieval.Candidate;
import io.mistnet.protocols.retrieval.Contribution;
import io.mistnet.protocols.retrieval.PadSeed;
import io.mistnet.protocols.retrieval.Placement;
import io.mistnet.protocols.retrieval.RecordId;
import io.mistnet.protocols.retrieval.Slots;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether an asker that gets its buckets before and after an update can tell if the update was of a record in them. */
@Tag("slow")
class UpdatesOfNeighboursTest {

    private static final int UPDATES = 2_000;
    private static final long OWN = 1;
    private static final long NEIGHBOUR = 1_000_000;

    /** By chance alone it is passed once in 100,000 runs: 4.3 standard deviations. */
    private static final double MOST = 0.56;

    private static final Slots SLOTS = DeskFixture.PARAMETERS.slots();

    @TempDir
    private Path folder;

    private final SplittableRandom random = new SplittableRandom(12);
    private final long elsewhere = elsewhere();

    @Test
    void anUpdateOfARecordInTheBucketLooksLikeOneElsewhere() {
        List<Seen> seen = new ArrayList<>();
        List<Seen> known = new ArrayList<>();
        Set<PadSeed> seeds = new HashSet<>();
        try (DeskFixture host = DeskFixture.open(folder, DeskFixture.LIMITS)) {
            TestAsker asker = host.asker("police");
            fill(host);
            boolean[] isThere = new boolean[2];
            Answered last = asker.ask(OWN);
            for (int i = 0; i < UPDATES; i++) {
                boolean inBucket = random.nextBoolean();
                int which = inBucket ? 1 : 0;
                update(host, i, inBucket, !isThere[which]);
                boolean wasThere = isThere[1];
                isThere[which] = !isThere[which];

                Answered next = asker.ask(OWN);
                ByteBuffer before = asker.buckets(OWN, last);
                ByteBuffer after = asker.buckets(OWN, next);
                seen.add(new Seen(features(last, before, next, after), inBucket));
                boolean isFound = !asker.openAs(OWN, NEIGHBOUR, next).isEmpty();
                known.add(new Seen(new double[] {isFound == wasThere ? 0 : 1}, inBucket));
                assertThat(asker.open(OWN, next)).hasSize(1);
                assertThat(seeds.add(next.header().newSeed())).isTrue();
                last = next;
            }
        }
        double auc = Distinguisher.auc(seen);
        System.out.printf(
                "an update in the bucket or elsewhere, told by an asker: AUC %.4f over %d updates%n", auc, UPDATES);
        assertThat(auc).isLessThanOrEqualTo(MOST);
        // whoever knows the record's fingerprint sees it come and go
        assertThat(Distinguisher.auc(known)).isEqualTo(1);
    }

    private static double[] features(Answered last, ByteBuffer before, Answered next, ByteBuffer after) {
        return new double[] {
            next.header().tableVersion() - last.header().tableVersion(),
            next.header().boundary(),
            equalBytes(before, after),
            IntStream.range(0, before.capacity())
                    .map(i -> Integer.bitCount((before.get(i) ^ after.get(i)) & 0xff))
                    .sum(),
            slotsInBoth(before, after),
            IntStream.range(0, after.capacity())
                    .map(i -> Integer.bitCount(after.get(i) & 0xff))
                    .sum(),
            IntStream.range(0, after.capacity()).filter(i -> after.get(i) == 0).count(),
        };
    }

    private static double equalBytes(ByteBuffer before, ByteBuffer after) {
        return IntStream.range(0, before.capacity())
                .filter(i -> before.get(i) == after.get(i))
                .count();
    }

    /** Wherever they are. */
    private static double slotsInBoth(ByteBuffer before, ByteBuffer after) {
        Set<ByteBuffer> both = slots(before);
        both.retainAll(slots(after));
        return both.size();
    }

    private static Set<ByteBuffer> slots(ByteBuffer buckets) {
        Set<ByteBuffer> all = new HashSet<>();
        for (int bucket = 0; bucket < 2; bucket++) {
            for (int slot = 0; slot < SLOTS.perBucket(); slot++) {
                all.add(buckets.slice(bucket * SLOTS.plaintextBytes() + SLOTS.offset(slot), SLOTS.slotBytes()));
            }
        }
        return all;
    }

    private static void fill(DeskFixture host) {
        Operation[] records = IntStream.range(0, 400)
                .mapToObj(i -> i == 0 ? Sealed.add(OWN, OWN, 0) : Sealed.add(i + 10, i + 10, 0))
                .toArray(Operation[]::new);
        Receipt receipt = host.records().apply("bank", Sealed.batch(-1, records));
        host.records().visible(receipt).toCompletableFuture().join();
    }

    private void update(DeskFixture host, int batch, boolean inBucket, boolean add) {
        long selector = inBucket ? NEIGHBOUR : elsewhere;
        Operation operation = add ? new Add(contribution(inBucket, selector)) : Sealed.remove(selector);
        Receipt receipt = host.records().apply("fiu", Sealed.batch(batch, operation));
        assertThat(receipt.results().get(0)).isEqualTo(add ? ADDED : REMOVED);
        host.records().visible(receipt).toCompletableFuture().join();
    }

    private static Contribution contribution(boolean inBucket, long selector) {
        List<Candidate> candidates = IntStream.range(0, Sealed.OCCURRENCES)
                .mapToObj(i -> new Candidate(Sealed.fingerprint(selector, i), Sealed.label(selector, i, 0, SLOTS)))
                .toList();
        return new Contribution(new RecordId(7, selector), Sealed.position(inBucket ? OWN : selector), candidates);
    }

    /** A selector in another column. */
    private static long elsewhere() {
        long selector = NEIGHBOUR + 1;
        while (column(selector) == column(OWN)) {
            selector++;
        }
        return selector;
    }

    private static int column(long selector) {
        return Placement.of(Sealed.position(selector), DeskFixture.PARAMETERS.layout())
                .column();
    }
}
