package io.mistnet.node.lookup;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.intelligence.Operation;
import io.mistnet.node.lookup.LookupFailedException.Kind;
import io.mistnet.protocols.retrieval.Candidate;
import io.mistnet.protocols.retrieval.Contribution;
import io.mistnet.protocols.retrieval.IntelligenceLabel;
import io.mistnet.protocols.retrieval.LabelSealing;
import io.mistnet.protocols.retrieval.LookupParameters;
import io.mistnet.protocols.retrieval.RecordId;
import io.mistnet.protocols.retrieval.SelectorTags;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Seals this institution's records for the host: each once for every occurrence that it may get. */
final class RecordSealing {

    private final LabelSealing sealing;
    private final int institution;

    /** @param institution this institution's number */
    RecordSealing(LookupParameters parameters, int institution) {
        this.sealing = new LabelSealing(parameters.slots());
        this.institution = institution;
    }

    /** @throws LookupFailedException where a record does not fit into the network's labels; it says which */
    List<Operation> operations(List<RecordChange> changes, Map<Selector, SelectorTags> tags)
            throws LookupFailedException {
        List<Operation> operations = new ArrayList<>(changes.size());
        for (int i = 0; i < changes.size(); i++) {
            try {
                operations.add(operation(changes.get(i), tags));
            } catch (IllegalArgumentException e) {
                throw new LookupFailedException(Kind.INVALID, "record %d: %s".formatted(i + 1, e.getMessage()), e);
            }
        }
        return operations;
    }

    private Operation operation(RecordChange change, Map<Selector, SelectorTags> tags) {
        if (change instanceof RecordChange.Add add) {
            return new Operation.Add(sealed(add.id(), add.intelligence(), of(tags, add.selector())));
        }
        if (change instanceof RecordChange.Update update) {
            return new Operation.Update(sealed(update.id(), update.intelligence(), of(tags, update.selector())));
        }
        return new Operation.Remove(change.id());
    }

    private Contribution sealed(RecordId id, Intelligence intelligence, SelectorTags tags) {
        byte[] content = content(intelligence);
        List<Candidate> candidates = tags.occurrences().stream()
                .map(tag -> new Candidate(tag.fingerprint(), sealing.seal(content, tag)))
                .toList();
        return new Contribution(id, tags.position(), candidates);
    }

    /** @throws IllegalArgumentException where it does not fit into a label */
    byte[] content(Intelligence intelligence) {
        return new IntelligenceLabel(
                        institution,
                        intelligence.category(),
                        day(intelligence.date()),
                        intelligence.caseReference(),
                        intelligence.contact())
                .toBytes(sealing.contentBytes());
    }

    private static int day(LocalDate date) {
        long day = date.toEpochDay();
        if (day < 0 || day > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "the date %s is not between 1970 and some 45,000 years later".formatted(date));
        }
        return (int) day;
    }

    private static SelectorTags of(Map<Selector, SelectorTags> tags, Selector selector) {
        SelectorTags found = tags.get(selector);
        if (found == null) {
            throw new IllegalArgumentException("its selector was not evaluated");
        }
        return found;
    }
}
