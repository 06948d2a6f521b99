package io.mistnet.node.console.desk;

import static io.mistnet.node.alert.RaisedAlerts.NOW;

import io.mistnet.node.access.UserRole;
import io.mistnet.node.alert.Alert;
import io.mistnet.node.alert.AlertDossier;
import io.mistnet.node.alert.AlertRepository;
import io.mistnet.node.alert.OwnTransfers;
import io.mistnet.node.alert.RaisedAlert;
import io.mistnet.node.alert.RaisedAlerts;
import io.mistnet.node.alert.export.ReportingEntity;
import io.mistnet.node.console.TestConsole;
import io.mistnet.node.relational.DatabaseSettings;
import io.mistnet.node.relational.RelationalDatabase;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import java.util.OptionalInt;

/** An alert desk on loopback over an embedded database, with an analyst Ann, an analyst Ben, and an auditor. */
final class DeskFixture implements AutoCloseable {

    static final ReportingEntity BANK = new ReportingEntity(
            OptionalInt.of(4711), "Bank A", Currency.getInstance("EUR"), bic -> bic.startsWith("AAAA"));

    final RelationalDatabase database;
    final AlertRepository alerts;
    final TestConsole.Client ann;
    final TestConsole.Client ben;
    final TestConsole.Client auditor;
    final TestConsole.Client investigator;
    private final TestConsole console;

    DeskFixture(Path folder, OwnTransfers window) throws Exception {
        database = RelationalDatabase.open(DatabaseSettings.embedded(folder));
        alerts = new AlertRepository(database);
        Desk desk = Desk.over(database, window, BANK, InstantSource.fixed(NOW));
        console = new TestConsole(List.of(responder -> new DeskSection(desk, responder)));
        ann = console.as("ann", UserRole.ANALYST);
        ben = console.as("ben", UserRole.ANALYST);
        auditor = console.as("aud", UserRole.AUDITOR);
        investigator = console.as("ida", UserRole.INVESTIGATOR);
    }

    long raised(RaisedAlert alert) {
        RaisedAlerts.take(database, alert);
        return RaisedAlerts.openAlert(database, alert.account());
    }

    Alert alert(long id) {
        return alerts.alert(id).orElseThrow();
    }

    AlertDossier dossier(long id) {
        return alerts.dossier(id).orElseThrow();
    }

    @Override
    public void close() {
        console.close();
        database.close();
    }
}
