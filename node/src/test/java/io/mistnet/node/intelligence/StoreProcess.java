package io.mistnet.node.intelligence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** A store in a process of its own, so that a test can kill it. Each batch adds records and removes those of the batch before the last; its number is printed once it is durable. */
public final class StoreProcess {

    static final int RECORDS = 1_500;
    static final StoreTerms TERMS = Sealed.terms(6_000, 16, 3, Sealed.LAYOUT);

    private StoreProcess() {}

    /** Takes the store's directory. */
    public static void main(String[] arguments) throws IOException {
        LoggerFactory.getILoggerFactory(); // before any other thread logs
        try (RecordStore store = RecordStore.open(Path.of(arguments[0]), TERMS)) {
            long next = 1 + store.load(new SecureRandom(), (column, plaintexts) -> {});
            while (System.in.available() == 0) {
                byte[] line = (store.apply("fiu", batch(next)).batch() + "\n").getBytes(StandardCharsets.US_ASCII);
                System.out.write(line);
                System.out.flush();
                next++;
            }
        }
    }

    static UpdateBatch batch(long number) {
        List<Operation> operations = new ArrayList<>();
        for (long record = number * RECORDS; record < (number + 1) * RECORDS; record++) {
            operations.add(Sealed.add(record, record, (int) number));
            if (number > 2) {
                operations.add(Sealed.remove(record - 2 * RECORDS));
            }
        }
        return UpdateBatch.padded(new BatchId(1, number), operations);
    }
}
