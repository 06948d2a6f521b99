package io.mistnet.node.lookup;

import io.mistnet.node.answering.HostTables;
import io.mistnet.node.http.Health;
import io.mistnet.node.http.HealthCheck;
import io.mistnet.node.intelligence.LookupTable;

/** Whether the host's tables are loaded. */
record HostHealth(HostTables tables) implements HealthCheck {

    @Override
    public String name() {
        return "lookup-host";
    }

    @Override
    public Health health() {
        long records = 0;
        for (int epoch : tables.epochs()) {
            LookupTable table = tables.records(epoch);
            if (table.loaded().isCompletedExceptionally()) {
                return Health.down("the records of key epoch %d are damaged; see the log".formatted(epoch));
            }
            if (!table.loaded().isDone()) {
                return Health.down("loading the records of key epoch %d, %d %%".formatted(epoch, table.percent()));
            }
            records += table.records();
        }
        return Health.up("%d records".formatted(records));
    }
}
