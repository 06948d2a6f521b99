package io.mistnet.node.ingest;

import io.mistnet.node.window.Counter;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** Ingest in a process of its own, so that a test can kill it. It ends in order when its standard input does. */
public final class IngestProcess {

    private IngestProcess() {}

    /** Takes the store's directory, Kafka's address and the prefix of the topics. */
    public static void main(String[] arguments) throws IOException {
        LoggerFactory.getILoggerFactory(); // before any other thread logs
        try (BankStream bank =
                new BankStream(Path.of(arguments[0]), arguments[1], BankStream.topics(arguments[2]), 50)) {
            long before = bank.store().counters().get(Counter.IN);
            Await.until(() -> bank.store().counters().get(Counter.IN) > before);
            System.out.println("reading");
            while (System.in.read() >= 0) {
                // waits for the end
            }
            System.out.println(bank.ingest().health().state());
        }
    }
}
