package io.mistnet.node;

import io.mistnet.node.http.Health;
import io.mistnet.node.http.HealthCheck;
import io.mistnet.node.ingest.IngestHealth;
import io.mistnet.node.ingest.IngestHealth.State;
import java.util.Optional;

/** Whether the bank's transfers are read. */
record StreamHealth(BankRole bank) implements HealthCheck {

    @Override
    public String name() {
        return "transfers";
    }

    @Override
    public Health health() {
        Optional<IngestHealth> health = bank.ingestHealth();
        if (health.isEmpty()) {
            return Health.down("not yet started");
        }
        IngestHealth now = health.get();
        return now.state() == State.READING
                ? Health.up("reading since " + now.since())
                : Health.down("%s since %s %s"
                        .formatted(now.state(), now.since(), now.reason())
                        .strip());
    }
}
