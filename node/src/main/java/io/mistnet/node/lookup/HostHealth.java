package io.mistnet.node.lookup;

import io.mistnet.node.http.Health;
import io.mistnet.node.http.HealthCheck;
import io.mistnet.node.intelligence.LookupTable;
import java.util.List;
import java.util.Optional;

/** Whether the host's tables are loaded and answer questions. */
record HostHealth(List<LookupTable> tables) implements HealthCheck {

    HostHealth {
        tables = List.copyOf(tables);
    }

    @Override
    public String name() {
        return "lookup-host";
    }

    @Override
    public Health health() {
        long records = 0;
        for (LookupTable table : tables) {
            Optional<RuntimeException> failure = table.failure();
            if (failure.isPresent()) {
                return Health.down(
                        "the table of key epoch %d is out of order and answers nothing: %s; see to that, then restart the node, which loads the table anew"
                                .formatted(table.keyEpoch(), failure.get().getMessage()));
            }
            if (!table.loaded().isDone()) {
                return Health.down(
                        "loading the records of key epoch %d, %d %%".formatted(table.keyEpoch(), table.percent()));
            }
            records += table.records();
        }
        return Health.up("%d records".formatted(records));
    }
}
