package io.mistnet.node.answering;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mistnet.he.Kernel;
import io.mistnet.node.intelligence.LookupTable;
import io.mistnet.node.intelligence.Sealed;
import io.mistnet.node.window.SettableClock;
import io.mistnet.protocols.retrieval.LookupParameters;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A host with a small table of key epoch 1, and its askers. */
final class DeskFixture implements AutoCloseable {

    static final LookupParameters PARAMETERS = Sealed.TERMS.parameters();
    static final DeskLimits LIMITS = new DeskLimits(1, 2, 4, 8, 6, 2, 100_000, 100, 2, 4);

    final SettableClock clock;
    final HostTables tables;
    final AnswerDesk desk;
    private final List<TestAsker> askers = new ArrayList<>();

    private DeskFixture(SettableClock clock, HostTables tables, AnswerDesk desk) {
        this.clock = clock;
        this.tables = tables;
        this.desk = desk;
    }

    /** With real scans. */
    static DeskFixture open(Path folder, DeskLimits limits) {
        HostTables tables = tables(folder);
        SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
        return new DeskFixture(
                clock, tables, AnswerDesk.open(tables, limits, clock, new SecureRandom(), new SimpleMeterRegistry()));
    }

    static HostTables tables(Path folder) {
        HostTables tables = new HostTables(folder, new byte[32], PARAMETERS, Kernel.best(), new SecureRandom());
        tables.serve(1).loaded().join();
        return tables;
    }

    LookupTable records() {
        return tables.records(1);
    }

    TestAsker asker(String name) {
        TestAsker asker = new TestAsker(name, desk);
        askers.add(asker);
        return asker;
    }

    @Override
    public void close() {
        desk.close();
        tables.close();
        askers.forEach(TestAsker::close);
    }
}
