package io.mistnet.node.api;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.authorisation.Approval;
import io.mistnet.node.authorisation.Authorisation;
import io.mistnet.node.authorisation.Grounds;
import io.mistnet.node.lookup.Asking;
import io.mistnet.node.lookup.BatchResults;
import io.mistnet.node.lookup.Disclosure;
import io.mistnet.node.lookup.FoundRecord;
import io.mistnet.node.lookup.Intelligence;
import io.mistnet.node.lookup.LookupAnswer;
import io.mistnet.node.lookup.LookupFailedException;
import io.mistnet.node.lookup.Progress;
import io.mistnet.node.lookup.RecordChange;
import io.mistnet.node.lookup.http.Investigations;
import io.mistnet.node.network.Sha256;
import io.mistnet.protocols.retrieval.RecordId;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A network that has one record of each selector that ends in 1. It can be made to wait, and to fail. */
final class FakeInvestigations implements Investigations {

    final List<Asking> askers = new CopyOnWriteArrayList<>();
    volatile CountDownLatch gate = new CountDownLatch(0);
    volatile Optional<LookupFailedException> failure = Optional.empty();

    @Override
    public LookupAnswer look(Selector selector, Asking asking, Disclosure disclosure) throws LookupFailedException {
        askers.add(asking);
        pass();
        return answer(selector);
    }

    @Override
    public List<LookupAnswer> lookAll(List<Selector> selectors, Asking asking, Progress progress, Disclosure disclosure)
            throws LookupFailedException {
        askers.add(asking);
        pass();
        progress.done(selectors.size());
        return selectors.stream().map(FakeInvestigations::answer).toList();
    }

    @Override
    public RecordId newId() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void requireFits(Intelligence intelligence) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void change(List<RecordChange> changes, Asking asking, BatchResults results) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Authorisation draft(Grounds grounds, long evaluations) {
        return Authorisation.draft(
                Sha256.of(new byte[1]),
                "police",
                grounds,
                Instant.parse("2026-03-08T12:00:00Z"),
                evaluations,
                new SecureRandom());
    }

    @Override
    public void requireValid(Approval approval) {
        throw new UnsupportedOperationException();
    }

    private void pass() throws LookupFailedException {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private static LookupAnswer answer(Selector selector) {
        return selector.canonical().endsWith("1")
                ? new LookupAnswer(
                        List.of(new FoundRecord("fiu", "MULE_ACCOUNT", LocalDate.of(2026, 1, 30), "F-1", "desk 7")), 0)
                : new LookupAnswer(List.of(), 0);
    }
}
