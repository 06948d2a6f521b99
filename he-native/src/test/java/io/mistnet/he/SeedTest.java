package io.mistnet.he;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Two ciphertexts under one secret and one seed would tell the difference of their messages. */
class SeedTest {

    private static final int THREADS = 4;
    private static final int KEY_SETS = 8;
    private static final int QUERIES = 150;
    private static final int KEY_MESSAGES = 4;

    private final Set<ByteBuffer> seeds = ConcurrentHashMap.newKeySet();

    /** Asked for by several threads at once, which share askers. */
    @Test
    void noTwoQueriesOrKeyMessagesOfAnyAskersShareASeed() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Asker> askers = new ArrayList<>();
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < KEY_SETS; i++) {
                Asker asker = new Asker(Matrix.PARAMETERS);
                askers.add(asker);
                work.add(() -> draw(asker));
                work.add(() -> draw(asker));
            }
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
            askers.forEach(Asker::close);
        }
        assertThat(seeds).hasSize(2 * KEY_SETS * (QUERIES + KEY_MESSAGES));
    }

    private Void draw(Asker asker) {
        for (int i = 0; i < QUERIES; i++) {
            seeds.add(seed(Matrix.query(asker, Matrix.SINGLE, 1, 1, 4)));
        }
        for (int i = 0; i < KEY_MESSAGES; i++) {
            seeds.add(seed(Matrix.keys(asker)));
        }
        return null;
    }

    private static ByteBuffer seed(ByteBuffer message) {
        byte[] seed = new byte[32];
        message.get(message.position(), seed);
        return ByteBuffer.wrap(seed);
    }
}
