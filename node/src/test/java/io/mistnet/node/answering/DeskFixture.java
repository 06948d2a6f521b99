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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A host with a small table of key epoch 1, and its askers. */
final class DeskFixture implements AutoCloseable {

    static final LookupParameters PARAMETERS = Sealed.TERMS.parameters();
    static final DeskLimits LIMITS = new DeskLimits(1, 2, 4, 8, 6, 2, 100_000, 100, 2, 4);

    final SettableClock clock;
    final HostTables tables;
    final AnswerDesk desk;
    private final SimpleMeterRegistry meters;
    private final List<TestAsker> askers = new ArrayList<>();

    private DeskFixture(SettableClock clock, HostTables tables, AnswerDesk desk, SimpleMeterRegistry meters) {
        this.clock = clock;
        this.tables = tables;
        this.desk = desk;
        this.meters = meters;
    }

    /** With real scans. */
    static DeskFixture open(Path folder, DeskLimits limits) {
        HostTables tables = tables(folder);
        SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        return new DeskFixture(
                clock, tables, AnswerDesk.open(tables, limits, clock, new SecureRandom(), meters), meters);
    }

    static HostTables tables(Path folder) {
        HostTables tables = new HostTables(folder, new byte[32], PARAMETERS, Kernel.best(), new SecureRandom());
        tables.serve(1).loaded().join();
        return tables;
    }

    LookupTable records() {
        return tables.records(1);
    }

    /** Nanoseconds that each stage of an answer has taken so far. */
    double[] stages() {
        return Stream.of("unpack", "expand", "scan", "second", "pack")
                .map(stage -> meters.find("mistnet.lookup.stage").tag("stage", stage).timer())
                .mapToDouble(timer -> timer == null ? 0 : timer.totalTime(TimeUnit.NANOSECONDS))
                .toArray();
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
