package io.mistnet.node.oprf;

import io.mistnet.node.http.Health;
import io.mistnet.node.http.HealthCheck;
import java.util.List;
import java.util.function.Supplier;

/**
 * Whether this holder can evaluate under each key epoch of the network file.
 *
 * @param state how the ceremonies stand
 */
record OprfHealth(HeldKeys keys, List<Integer> epochs, Supplier<String> state) implements HealthCheck {

    @Override
    public String name() {
        return "lookup-key";
    }

    @Override
    public Health health() {
        boolean all = epochs.stream().allMatch(epoch -> keys.established(epoch).isPresent());
        return all ? Health.up(state.get()) : Health.down(state.get());
    }
}
