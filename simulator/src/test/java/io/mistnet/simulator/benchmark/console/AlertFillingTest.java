package io.mistnet.simulator.benchmark.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.node.access.Person;
import io.mistnet.node.alert.Alert;
import io.mistnet.node.alert.AlertFilter;
import io.mistnet.node.alert.AlertOrder;
import io.mistnet.node.alert.AlertQueue;
import io.mistnet.node.alert.AlertRepository;
import io.mistnet.node.alert.AlertState;
import io.mistnet.node.relational.DatabaseSettings;
import io.mistnet.node.relational.RelationalDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertFillingTest {

    @TempDir
    private Path folder;

    @Test
    void aDeskIsFilledWithAlertsOfWhichOneInTenWasWorked() throws Exception {
        new AlertFilling("MBAANL2A", 1, Instant.parse("2026-11-22T12:00:00Z"))
                .fill(folder, 200, List.of(new Person("ana", "Ana")));

        try (RelationalDatabase database = RelationalDatabase.open(DatabaseSettings.embedded(folder))) {
            List<Alert> all = new AlertQueue(database)
                    .page(AlertFilter.none(), AlertOrder.OLDEST, Optional.empty(), 1_000)
                    .alerts();
            assertThat(all).hasSize(200);
            assertThat(all).extracting(Alert::accountNumber).doesNotHaveDuplicates();
            assertThat(all)
                    .filteredOn(alert -> alert.state() != AlertState.OPEN)
                    .hasSize(20);
            assertThat(all).extracting(Alert::state).contains(AlertState.ASSIGNED, AlertState.CLOSED);
            assertThat(new AlertRepository(database)
                            .dossier(all.get(0).id())
                            .orElseThrow()
                            .transfers())
                    .hasSize(2);
        }
    }
}
