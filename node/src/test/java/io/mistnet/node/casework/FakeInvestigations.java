package io.mistnet.node.casework;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.authorisation.Approval;
import io.mistnet.node.authorisation.ApprovalDraft;
import io.mistnet.node.authorisation.Authorisation;
import io.mistnet.node.authorisation.AuthorisationCheck;
import io.mistnet.node.authorisation.AuthorisationIssuer;
import io.mistnet.node.authorisation.AuthorisationRefusedException;
import io.mistnet.node.authorisation.AuthorisationTerms;
import io.mistnet.node.authorisation.Grounds;
import io.mistnet.node.authorisation.IssuingPolicy;
import io.mistnet.node.lookup.Asking;
import io.mistnet.node.lookup.BatchResults;
import io.mistnet.node.lookup.Disclosure;
import io.mistnet.node.lookup.FoundRecord;
import io.mistnet.node.lookup.Intelligence;
import io.mistnet.node.lookup.LookupAnswer;
import io.mistnet.node.lookup.LookupFailedException;
import io.mistnet.node.lookup.Progress;
import io.mistnet.node.lookup.RecordChange;
import io.mistnet.node.lookup.SeenByOthers;
import io.mistnet.node.lookup.http.Investigations;
import io.mistnet.node.oprf.ListedKeys;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.protocols.retrieval.RecordId;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A lookup without others: it finds what a test says, waits and fails where told to. What is signed is real: authorisations of the agency police in a trial network.
 */
public final class FakeInvestigations implements Investigations {

    /** What is known of some selectors. */
    public final Map<String, List<FoundRecord>> known = new ConcurrentHashMap<>();

    /** What was asked, as often as it was. */
    public final List<Selector> asked = new CopyOnWriteArrayList<>();

    /** On what grounds. */
    public final List<Asking> askers = new CopyOnWriteArrayList<>();

    /** What lists were asked under. */
    public final List<Authorisation> approved = new CopyOnWriteArrayList<>();

    /** Why it fails, where it does. */
    public volatile Optional<LookupFailedException> failure = Optional.empty();

    /** What it waits for before it answers. */
    public volatile CountDownLatch gate = new CountDownLatch(0);

    private final TrialNetwork trial;
    private final AuthorisationIssuer issuer;

    public FakeInvestigations(TrialNetwork trial, InstantSource clock) throws GeneralSecurityException {
        this.trial = trial;
        AuthorisationTerms terms = AuthorisationTerms.of(trial.network());
        this.issuer = new AuthorisationIssuer(
                terms,
                new IssuingPolicy(1_000, Duration.ofDays(1), 100),
                trial.identity("police"),
                new AuthorisationCheck(terms, new ListedKeys(trial.network()), clock),
                clock,
                new SecureRandom());
    }

    /** A record of the FIU's. */
    public static FoundRecord record(String contact) {
        return new FoundRecord("fiu", "MULE_ACCOUNT", LocalDate.of(2026, 1, 30), "F-17", contact);
    }

    public void know(String canonical, FoundRecord... records) {
        known.put(canonical, List.of(records));
    }

    /** What a supervisor's {@code mistnet authorise} writes for a request. */
    public String signed(String draft) throws AuthorisationRefusedException {
        return signedBy("police", draft);
    }

    /** What another institution's supervisor would write. */
    public String signedBy(String institution, String draft) throws AuthorisationRefusedException {
        return Approval.of(
                        ApprovalDraft.read(draft).authorisation(),
                        Objects.requireNonNull(trial.supervisors().get(institution)))
                .text();
    }

    @Override
    public LookupAnswer look(Selector selector, Asking asking, Disclosure disclosure) throws LookupFailedException {
        asked.add(selector);
        askers.add(asking);
        SeenByOthers.note(disclosure, 1, failure.isPresent() ? 0 : 1);
        await();
        return answer(selector);
    }

    @Override
    public List<LookupAnswer> lookAll(List<Selector> selectors, Asking asking, Progress progress, Disclosure disclosure)
            throws LookupFailedException {
        asked.addAll(selectors);
        askers.add(asking);
        asking.approval().map(Approval::draft).ifPresent(approved::add);
        SeenByOthers.note(disclosure, selectors.size(), 2 * selectors.size());
        progress.done(selectors.size() / 2);
        await();
        return selectors.stream().map(this::answer).toList();
    }

    @Override
    public RecordId newId() {
        return new RecordId(7, 7);
    }

    @Override
    public void requireFits(Intelligence intelligence) {}

    @Override
    public void change(List<RecordChange> changes, Asking asking, BatchResults results) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Authorisation draft(Grounds grounds, long evaluations) {
        return issuer.draft(grounds, evaluations);
    }

    @Override
    public void requireValid(Approval approval) throws AuthorisationRefusedException {
        issuer.requireValid(approval);
    }

    private void await() throws LookupFailedException {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LookupFailedException(LookupFailedException.Kind.AWAY, "interrupted", e);
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private LookupAnswer answer(Selector selector) {
        return new LookupAnswer(known.getOrDefault(selector.canonical(), List.of()), 0);
    }
}
