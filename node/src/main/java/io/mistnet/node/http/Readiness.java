package io.mistnet.node.http;

import io.mistnet.node.http.Health.State;
import java.util.List;

/**
 * Whether a node is ready.
 *
 * @param state up where all components are
 * @param components each component, in the order in which the checks were given
 */
public record Readiness(State state, List<Component> components) {

    /** A component and how it is. */
    public record Component(String name, State state, String detail) {}

    /** Asks all of them. */
    public static Readiness of(List<HealthCheck> checks) {
        List<Component> components = checks.stream().map(Readiness::ask).toList();
        boolean up = components.stream().allMatch(component -> component.state() == State.UP);
        return new Readiness(up ? State.UP : State.DOWN, components);
    }

    /** A check that fails says that its component is down; the others still answer. */
    private static Component ask(HealthCheck check) {
        Health health;
        try {
            health = check.health();
        } catch (RuntimeException e) {
            health = Health.down("the check itself failed: " + e);
        }
        return new Component(check.name(), health.state(), health.detail());
    }
}
