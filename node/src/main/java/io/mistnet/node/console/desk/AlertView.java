package io.mistnet.node.console.desk;

import io.mistnet.connectors.transfer.Transfer;
import io.mistnet.node.access.Person;
import io.mistnet.node.alert.Alert;
import io.mistnet.node.alert.AlertDossier;
import io.mistnet.node.alert.Disposition;
import io.mistnet.node.alert.HistoryEntry;
import io.mistnet.node.alert.Occurrence;
import io.mistnet.node.alert.Remark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What an alert's page shows.
 *
 * @param dossier all that is known of the alert
 * @param mayWork whether the visitor may change it
 * @param mine whether it is the visitor's
 * @param people to whom it can be given
 * @param draft what the visitor filled in before
 * @param refusal why that was not done; empty where nothing was tried
 */
public record AlertView(
        AlertDossier dossier,
        boolean mayWork,
        boolean mine,
        List<Person> people,
        Draft draft,
        Optional<Refusal> refusal) {

    public Alert alert() {
        return dossier.alert();
    }

    public List<Occurrence> occurrences() {
        return dossier.occurrences();
    }

    public List<Transfer> transfers() {
        return dossier.transfers();
    }

    /** The latest first. */
    public List<HistoryEntry> history() {
        List<HistoryEntry> history = new ArrayList<>(dossier.history());
        Collections.reverse(history);
        return history;
    }

    public List<Disposition> dispositions() {
        return List.of(Disposition.values());
    }

    public int mostCharacters() {
        return Remark.MOST_CHARACTERS;
    }

    /** Whether a field must be mended. */
    public boolean isWrong(String field) {
        return refusal.filter(reason -> reason.field().equals(field)).isPresent();
    }
}
