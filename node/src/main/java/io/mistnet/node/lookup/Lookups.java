package io.mistnet.node.lookup;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.audit.AuditAction;
import io.mistnet.node.audit.AuditEvent;
import io.mistnet.node.audit.AuditLog;
import io.mistnet.node.audit.AuditOutcome;
import io.mistnet.node.authorisation.Grounds;
import io.mistnet.node.authorisation.Purpose;
import io.mistnet.node.network.LookupTerms;
import io.mistnet.node.request.Deadline;
import io.mistnet.protocols.retrieval.BatchShape;
import io.mistnet.protocols.retrieval.FoundLabel;
import io.mistnet.protocols.retrieval.SelectorTags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
        return audited(AuditAction.LOOKUP, List.of(selector), asking, () -> {
                    int epoch = terms.keyEpoch();
                    SelectorTags tags = evaluation
                            .tags(epoch, List.of(selector), asking.grounds(Purpose.ASK))
                            .get(0);
                    return List.of(labels.read(questions.ask(epoch, tags, deadline)));
                })
                .get(0);
    }

    /**
     * Looks many selectors up at once.
     *
     * <p>Where the holders have evaluated and the host then fails, the same lookup on the same grounds costs no evaluations when it is tried again soon.
     *
     * @param selectors at least one; the holders and the host learn how many, the host rounded up
     * @return an answer for each
     * @throws LookupFailedException where there are no answers; it says why and what to do
     */
    public List<LookupAnswer> lookAll(List<Selector> selectors, Asking asking, Deadline deadline, Progress progress)
            throws LookupFailedException {
        if (selectors.isEmpty()) {
            return List.of();
        }
        return audited(AuditAction.BATCH, selectors, asking, () -> {
            int epoch = terms.keyEpoch();
            Grounds grounds = asking.grounds(Purpose.ASK);
            Map<Selector, SelectorTags> tags = tags(epoch, selectors, grounds);
            List<SelectorTags> inOrder = new ArrayList<>(selectors.size());
            selectors.forEach(selector -> inOrder.add(tags.get(selector)));
            List<LookupAnswer> answers = new ArrayList<>(selectors.size());
            for (List<FoundLabel> found : questions.askAll(epoch, inOrder, deadline, progress)) {
                answers.add(labels.read(found));
            }
            unanswered.forget(epoch, grounds, tags.keySet());
            return answers;
        });
    }

    private Map<Selector, SelectorTags> tags(int epoch, List<Selector> selectors, Grounds grounds)
            throws LookupFailedException {
        Map<Selector, SelectorTags> tags = unanswered.of(epoch, grounds, selectors);
        List<Selector> missing = selectors.stream()
                .filter(selector -> !tags.containsKey(selector))
                .toList();
        tags.putAll(evaluation.tagsOf(epoch, missing, grounds));
        unanswered.keep(epoch, grounds, tags);
        return tags;
    }

    private interface Work {

        List<LookupAnswer> run() throws LookupFailedException;
    }

    private List<LookupAnswer> audited(AuditAction action, List<Selector> selectors, Asking asking, Work work)
            throws LookupFailedException {
        List<List<Selector>> parts = AuditParts.of(selectors);
        try {
            List<LookupAnswer> answers = work.run();
            int from = 0;
            for (List<Selector> part : parts) {
                List<LookupAnswer> of = answers.subList(from, from + part.size());
                long found = of.stream().mapToLong(LookupAnswer::count).sum();
                audit.append(event(asking, action, part, AuditOutcome.ANSWERED, found));
                from += part.size();
            }
            return answers;
        } catch (LookupFailedException e) {
            parts.forEach(part -> audit.append(event(asking, action, part, AuditOutcome.FAILED, 0)));
            throw e;
        }
    }

    private static AuditEvent event(
            Asking asking, AuditAction action, List<Selector> selectors, AuditOutcome outcome, long found) {
        return new AuditEvent(
                asking.user(), asking.caseReference(), asking.legalBasis(), action, selectors, outcome, found);
    }
}
