package io.mistnet.node.lookup;

import io.mistnet.node.network.Institution;
import io.mistnet.node.network.Network;
import io.mistnet.protocols.retrieval.FoundLabel;
import io.mistnet.protocols.retrieval.IntelligenceLabel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads labels, whose contributors may have written anything into them. */
final class LabelReader {

    private final Network network;

    LabelReader(Network network) {
        this.network = network;
    }

    LookupAnswer read(List<FoundLabel> labels) {
        List<FoundRecord> records = new ArrayList<>(labels.size());
        for (FoundLabel label : labels) {
            read(label).ifPresent(records::add);
        }
        return new LookupAnswer(records, labels.size() - records.size());
    }

    private Optional<FoundRecord> read(FoundLabel found) {
        try {
            IntelligenceLabel label = IntelligenceLabel.of(found.content());
            return Optional.of(new FoundRecord(
                    institution(label.institution()),
                    label.category().name(),
                    LocalDate.ofEpochDay(label.day()),
                    label.caseReference(),
                    label.contact()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String institution(int number) {
        return network.institutions().stream()
                .filter(institution -> institution.number() == number)
                .findFirst()
                .map(Institution::id)
                .orElse("no longer in the network (%d)".formatted(number));
    }
}
