package io.mistnet.node;

import io.micrometer.core.instrument.MeterRegistry;
import io.mistnet.node.alert.export.GoamlReport;
import io.mistnet.node.alert.export.ReportingEntity;
import io.mistnet.node.alert.intake.AlertIntake;
import io.mistnet.node.alert.intake.IntakeSettings;
import io.mistnet.node.api.AlertOperations;
import io.mistnet.node.api.AlertWorkOperations;
import io.mistnet.node.api.frame.ApiSection;
import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.console.ConsoleSection;
import io.mistnet.node.console.Responder;
import io.mistnet.node.console.desk.Desk;
import io.mistnet.node.console.desk.DeskSection;
import io.mistnet.node.http.HealthCheck;
import io.mistnet.node.network.Network;
import io.mistnet.node.relational.RelationalDatabase;
import java.time.InstantSource;
import java.util.List;

/** A bank's alert desk: takes the alerts that its node wrote to its own Kafka into the database, and shows them to its analysts. */
final class DeskRole {

    private final Desk desk;
    private final AlertIntake intake;

    /** Begins to take alerts in; Kafka need not be there yet. */
    DeskRole(
            NodeConfig config,
            Network network,
            BankRole bank,
            RelationalDatabase database,
            InstantSource clock,
            MeterRegistry meters,
            Resources resources) {
        ReportingEntity entity = new ReportingEntity(
                config.desk().reportingEntity(),
                network.institution(config.institution()).name(),
                network.rates().currency(),
                bank::isOwn);
        this.desk = Desk.over(database, bank.ownTransfers(), entity, clock);
        NodeConfig.Kafka kafka = config.kafka();
        this.intake = new AlertIntake(
                IntakeSettings.of(kafka.topics().alerts(), kafka.topics().deadLetters(), kafka.settings()),
                database,
                meters,
                clock);
        intake.start();
        resources.add("the intake of alerts", intake);
    }

    List<ApiSection> operations() {
        return List.of(
                new AlertOperations(
                        desk.queue(),
                        desk.alerts(),
                        desk.transfers(),
                        desk.people(),
                        desk.feedback(),
                        new GoamlReport(desk.entity(), desk.clock())),
                new AlertWorkOperations(desk.alerts(), desk.work(), desk.people()));
    }

    ConsoleSection section(Responder responder) {
        return new DeskSection(desk, responder);
    }

    HealthCheck check() {
        return intake.health();
    }
}
