package io.mistnet.node.lookup;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.audit.AuditAction;
import io.mistnet.node.audit.AuditEvent;
import io.mistnet.node.audit.AuditLog;
import io.mistnet.node.audit.AuditOutcome;
import io.mistnet.node.authorisation.Mandate;
import io.mistnet.node.authorisation.Purpose;
import io.mistnet.node.lookup.LookupFailedException.Kind;
import io.mistnet.node.network.LookupTerms;
import io.mistnet.node.request.Deadline;
import io.mistnet.protocols.retrieval.BatchShape;
import io.mistnet.protocols.retrieval.FoundLabel;
import io.mistnet.protocols.retrieval.SelectorTags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Lookups of this institution: authorised, evaluated by holders, asked of the host, opened, and written into the audit log before anybody sees the answer. A lookup that failed is written as well.
 *
 * <p>Thread-safe; calls block.
 */
public final class Lookups {

    private static final int MOST_UNANSWERED = 4 * BatchShape.MOST_SELECTORS;

    private final LookupTerms terms;
    private final SelectorEvaluation evaluation;
    private final HostQuestions questions;
    private final LabelReader labels;
    private final AuditLog audit;
    private final UnansweredTags unanswered = new UnansweredTags(MOST_UNANSWERED);

    Lookups(
            LookupTerms terms,
            SelectorEvaluation evaluation,
            HostQuestions questions,
            LabelReader labels,
            AuditLog audit) {
        this.terms = terms;
        this.evaluation = evaluation;
        this.questions = questions;
        this.labels = labels;
        this.audit = audit;
    }

    /**
     * Looks one selector up.
     *
     * @throws LookupFailedException where there is no answer; it says why and what to do
     */
    public LookupAnswer look(Selector selector, Asking asking, Deadline deadline) throws LookupFailedException {
        return look(selector, asking, deadline, new Disclosure());
    }

    /** The same, with a count of what others see of it. */
    public LookupAnswer look(Selector selector, Asking asking, Deadline deadline, Disclosure disclosure)
            throws LookupFailedException {
        return audited(AuditAction.LOOKUP, List.of(selector), asking, disclosure, () -> {
                    int epoch = terms.keyEpoch();
                    SelectorTags tags = evaluation
                            .tags(epoch, List.of(selector), asking.mandate(Purpose.ASK), deadline, disclosure)
                            .get(0);
                    return List.of(labels.read(questions.ask(epoch, tags, deadline, disclosure)));
                })
                .get(0);
    }

    /**
     * Looks many selectors up at once.
     *
     * <p>Where the holders have evaluated and the host then fails, the same lookup on the same grounds costs no evaluations when it is tried again soon.
     *
     * @param selectors the holders and the host learn how many different ones there are, the host rounded up
     * @return an answer for each
     * @throws LookupFailedException where there are no answers; it says why and what to do
     */
    public List<LookupAnswer> lookAll(List<Selector> selectors, Asking asking, Deadline deadline, Progress progress)
            throws LookupFailedException {
        return lookAll(selectors, asking, deadline, progress, new Disclosure());
    }

    /** The same, with a count of what others see of it. */
    public List<LookupAnswer> lookAll(
            List<Selector> selectors, Asking asking, Deadline deadline, Progress progress, Disclosure disclosure)
            throws LookupFailedException {
        if (selectors.isEmpty()) {
            return List.of();
        }
        return audited(AuditAction.BATCH, selectors, asking, disclosure, () -> {
            int epoch = terms.keyEpoch();
            Mandate mandate = asking.mandate(Purpose.ASK);
            List<Selector> different = List.copyOf(new LinkedHashSet<>(selectors));
            List<SelectorTags> tags = tags(epoch, different, mandate, deadline, disclosure);
            List<List<FoundLabel>> found = questions.askAll(epoch, tags, deadline, progress, disclosure);
            unanswered.forget(epoch, mandate.grounds(), different);
            Map<Selector, LookupAnswer> answers = new HashMap<>();
            for (int i = 0; i < found.size(); i++) {
                answers.put(different.get(i), labels.read(found.get(i)));
            }
            List<LookupAnswer> inOrder = new ArrayList<>(selectors.size());
            selectors.forEach(selector -> inOrder.add(Objects.requireNonNull(answers.get(selector))));
            return inOrder;
        });
    }

    private List<SelectorTags> tags(
            int epoch, List<Selector> selectors, Mandate mandate, Deadline deadline, Disclosure disclosure)
            throws LookupFailedException {
        Map<Selector, SelectorTags> tags = unanswered.of(epoch, mandate.grounds(), selectors);
        List<Selector> missing = selectors.stream()
                .filter(selector -> !tags.containsKey(selector))
                .toList();
        tags.putAll(evaluation.tagsOf(epoch, missing, mandate, deadline, disclosure));
        unanswered.keep(epoch, mandate.grounds(), tags);
        List<SelectorTags> inOrder = new ArrayList<>(selectors.size());
        selectors.forEach(selector -> inOrder.add(Objects.requireNonNull(tags.get(selector))));
        return inOrder;
    }

    private interface Work {

        List<LookupAnswer> run() throws LookupFailedException;
    }

    private List<LookupAnswer> audited(
            AuditAction action, List<Selector> selectors, Asking asking, Disclosure disclosure, Work work)
            throws LookupFailedException {
        List<List<Selector>> parts = AuditParts.of(selectors);
        List<AuditEvent> failures = writable(asking, action, parts);
        try {
            List<LookupAnswer> answers = work.run();
            int from = 0;
            for (List<Selector> part : parts) {
                List<LookupAnswer> of = answers.subList(from, from + part.size());
                long found = of.stream().mapToLong(LookupAnswer::count).sum();
                audit.append(event(asking, action, part, AuditOutcome.ANSWERED, found)
                        .by(disclosure.holdersAsked(), disclosure.holdersAnswered()));
                from += part.size();
            }
            return answers;
        } catch (LookupFailedException | RuntimeException e) {
            failures.forEach(
                    failure -> audit.append(failure.by(disclosure.holdersAsked(), disclosure.holdersAnswered())));
            throw e;
        }
    }

    /** The events of a failure, made before anything is sent: what cannot be written into the log is not asked. */
    private static List<AuditEvent> writable(Asking asking, AuditAction action, List<List<Selector>> parts)
            throws LookupFailedException {
        try {
            return parts.stream()
                    .map(part -> event(asking, action, part, AuditOutcome.FAILED, 0))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new LookupFailedException(Kind.INVALID, String.valueOf(e.getMessage()), e);
        }
    }

    private static AuditEvent event(
            Asking asking, AuditAction action, List<Selector> selectors, AuditOutcome outcome, long found) {
        return new AuditEvent(
                asking.user(), asking.caseReference(), asking.legalBasis(), action, selectors, outcome, found);
    }
}
