package io.mistnet.simulator.benchmark.lookup;

import io.mistnet.he.Asker;
import io.mistnet.protocols.oprf.Blinding;
import io.mistnet.protocols.oprf.KeyShare;
import io.mistnet.protocols.oprf.PlainOprf;
import io.mistnet.protocols.oprf.PublicShares;
import io.mistnet.protocols.retrieval.AnswerHeader;
import io.mistnet.protocols.retrieval.LookupAsker;
import io.mistnet.protocols.retrieval.LookupParameters;
import io.mistnet.protocols.retrieval.PadSeed;
import io.mistnet.protocols.retrieval.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the parts cost that an asker and a holder compute by themselves.
 *
 * @param clientSeconds to make one query and to open its answer, the median
 * @param blindMicros to blind one selector of a batch
 * @param evaluateMicros of one holder to evaluate one selector of a batch, with its share of the proof
 */
record AskerFigures(double clientSeconds, double blindMicros, double evaluateMicros) {

    private static final int REPEAT = 50;
    private static final int BATCH = 256;
    private static final int BATCHES = 5;
    private static final int KEY_BYTES = 32;

    static AskerFigures measure(LookupParameters parameters, SyntheticRecords records) {
        SecureRandom random = new SecureRandom();
        double client = client(parameters, records, random);
        Samples blind = new Samples();
        Samples evaluate = new Samples();
        List<byte[]> inputs = IntStream.range(0, BATCH)
                .mapToObj(i -> ("email:person-%d@example.com".formatted(i)).getBytes(StandardCharsets.UTF_8))
                .toList();
        byte[] secret = new byte[KEY_BYTES];
        random.nextBytes(secret);
        PlainOprf key = PlainOprf.derive(secret, new byte[0]);
        KeyShare share = KeyShare.of(1, key.key(), PublicShares.of(1, key.publicKey(), List.of(key.publicKey())));
        for (int i = 0; i < BATCHES; i++) {
            Blinding blinding = blind.time(() -> Blinding.of(inputs, random));
            evaluate.time(() -> share.evaluate(blinding.elements(), random));
        }
        return new AskerFigures(client, 1e6 * blind.median() / BATCH, 1e6 * evaluate.median() / BATCH);
    }

    /** An answer of random bytes takes as long to open as any other. */
    private static double client(LookupParameters parameters, SyntheticRecords records, SecureRandom random) {
        Samples client = new Samples();
        try (Asker keys = new Asker(parameters.encryption())) {
            LookupAsker asker = new LookupAsker(parameters, keys);
            ByteBuffer query = ByteBuffer.allocateDirect(asker.queryBytes(parameters.whole()));
            byte[] bytes = new byte[parameters.encryption().answerBytes()];
            random.nextBytes(bytes);
            ByteBuffer answer = ByteBuffer.allocateDirect(bytes.length).put(bytes);
            byte[] seed = new byte[PadSeed.BYTES];
            random.nextBytes(seed);
            AnswerHeader header = new AnswerHeader(
                    0, PadSeed.of(seed), PadSeed.of(seed), parameters.layout().columns());
            for (int i = 0; i < REPEAT; i++) {
                Target target = Target.single(parameters, records.tags(i));
                client.time(() -> {
                    asker.query(target, query.clear());
                    return asker.open(target, header, answer.clear());
                });
            }
        }
        return client.median();
    }
}
