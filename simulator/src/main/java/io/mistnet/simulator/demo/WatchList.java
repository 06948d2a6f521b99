package io.mistnet.simulator.demo;

import io.mistnet.connectors.selector.SelectorType;
import io.mistnet.node.lookup.http.LookupMessages.Written;
import io.mistnet.simulator.intelligence.SyntheticIntelligence;
import io.mistnet.simulator.intelligence.SyntheticRecord;
import java.util.ArrayList;
import java.util.List;

/** Selectors that an investigator compares all at once: one in ten is known. */
final class WatchList {

    private static final int SIZE = 500;
    private static final int ONE_KNOWN_IN = 10;
    private static final List<SelectorType> TYPES =
            List.of(SelectorType.PHONE, SelectorType.IBAN, SelectorType.EMAIL, SelectorType.IP, SelectorType.HANDLE);

    private WatchList() {}

    static List<Written> of(SyntheticIntelligence intelligence) {
        List<Written> known = intelligence.records().stream()
                .map(WatchList::written)
                .distinct()
                .toList();
        int step = known.size() / (SIZE / ONE_KNOWN_IN);
        List<Written> list = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            if (i % ONE_KNOWN_IN == 0) {
                list.add(known.get(i / ONE_KNOWN_IN * step));
            } else {
                SelectorType type = TYPES.get(i % TYPES.size());
                list.add(new Written(type.id(), intelligence.unknown(type, 1 + i)));
            }
        }
        return list;
    }

    static Written written(SyntheticRecord record) {
        return new Written(record.type().id(), record.selector());
    }
}
