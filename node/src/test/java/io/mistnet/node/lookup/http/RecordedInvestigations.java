package io.mistnet.node.lookup.http;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.authorisation.Approval;
import io.mistnet.node.authorisation.Authorisation;
import io.mistnet.node.authorisation.AuthorisationRefusedException;
import io.mistnet.node.authorisation.Grounds;
import io.mistnet.node.intelligence.OperationResult;
import io.mistnet.node.lookup.Asking;
import io.mistnet.node.lookup.BatchResults;
import io.mistnet.node.lookup.Disclosure;
import io.mistnet.node.lookup.FoundRecord;
import io.mistnet.node.lookup.Intelligence;
import io.mistnet.node.lookup.LookupAnswer;
import io.mistnet.node.lookup.LookupFailedException;
import io.mistnet.node.lookup.Progress;
import io.mistnet.node.lookup.RecordChange;
import io.mistnet.node.network.Sha256;
import io.mistnet.protocols.retrieval.RecordId;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Remembers what it was asked, and answers at once: one record for each selector that ends in 1. Fails where told so. */
final class RecordedInvestigations implements Investigations {

    final List<Selector> asked = new ArrayList<>();
    final List<Asking> askers = new ArrayList<>();
    final List<RecordChange> changes = new ArrayList<>();
    volatile Optional<LookupFailedException> failure = Optional.empty();
    volatile CountDownLatch gate = new CountDownLatch(0);

    @Override
    public LookupAnswer look(Selector selector, Asking asking, Disclosure disclosure) throws LookupFailedException {
        await();
        fail();
        asked.add(selector);
        askers.add(asking);
        return answer(selector);
    }

    @Override
    public List<LookupAnswer> lookAll(List<Selector> selectors, Asking asking, Progress progress, Disclosure disclosure)
            throws LookupFailedException {
        asked.addAll(selectors);
        progress.done(selectors.size() / 2);
        fail();
        return selectors.stream().map(RecordedInvestigations::answer).toList();
    }

    @Override
    public RecordId newId() {
        return new RecordId(7, changes.size());
    }

    @Override
    public void requireFits(Intelligence intelligence) {
        if (intelligence.contact().length() > 40) {
            throw new IllegalArgumentException("label: too long");
        }
    }

    @Override
    public void change(List<RecordChange> wanted, Asking asking, BatchResults results) throws LookupFailedException {
        fail();
        changes.addAll(wanted);
        results.next(wanted.stream()
                .map(change ->
                        change instanceof RecordChange.Remove ? OperationResult.NOT_YOURS : OperationResult.ADDED)
                .toList());
    }

    @Override
    public Authorisation draft(Grounds grounds, long evaluations) {
        return Authorisation.draft(
                Sha256.of(new byte[1]),
                "police",
                grounds,
                Instant.ofEpochSecond(2_000_000_000),
                evaluations,
                new SecureRandom());
    }

    @Override
    public void requireValid(Approval approval) throws AuthorisationRefusedException {}

    private void await() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void fail() throws LookupFailedException {
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
