package io.mistnet.node.lookup;

import io.mistnet.connectors.selector.Selector;
import io.mistnet.node.audit.AuditEvent;
import java.util.ArrayList;
import java.util.List;

/** Cuts a long list of selectors into as many audit events as it needs. */
final class AuditParts {

    private AuditParts() {}

    static List<List<Selector>> of(List<Selector> selectors) {
        List<List<Selector>> parts = new ArrayList<>();
        for (int from = 0; from < selectors.size(); from += AuditEvent.MOST_SELECTORS) {
            parts.add(selectors.subList(from, Math.min(selectors.size(), from + AuditEvent.MOST_SELECTORS)));
        }
        return parts;
    }
}
