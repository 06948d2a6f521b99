package io.mistnet.simulator.benchmark.console;

import io.mistnet.simulator.demo.ReportedPhones;
import java.util.concurrent.atomic.AtomicInteger;

/** What investigators look up. Thread-safe. */
final class PhoneNumbers {

    private final ReportedPhones phones;
    private final AtomicInteger reported = new AtomicInteger();
    private final AtomicInteger unknown = new AtomicInteger();

    PhoneNumbers(ReportedPhones phones) {
        this.phones = phones;
    }

    /** One in the database; in turn. */
    String reported() {
        return phones.reported()
                .get(reported.getAndIncrement() % phones.reported().size());
    }

    /** One that nobody reported and nobody asked for yet. */
    String unknown() {
        return phones.unknown(unknown.getAndIncrement());
    }
}
