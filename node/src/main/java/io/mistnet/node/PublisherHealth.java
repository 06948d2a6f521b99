package io.mistnet.node;

import io.mistnet.node.http.Health;
import io.mistnet.node.http.HealthCheck;

/** Whether results can be published. */
record PublisherHealth(BankRole bank) implements HealthCheck {

    @Override
    public String name() {
        return "flags";
    }

    @Override
    public Health health() {
        return bank.publishingTrouble().map(Health::down).orElseGet(() -> Health.up("publishing"));
    }
}
