package io.mistnet.simulator.demo;

import java.net.URI;
import java.util.List;

/**
 * Who may sign in where, in a demonstration that goes on.
 *
 * @param places the consoles
 * @param password everybody's
 */
record People(List<Place> places, String password) {

    /** Nobody may. */
    static final People NONE = new People(List.of(), "");

    /**
     * The console of one institution.
     *
     * @param name what people find there
     * @param console its address
     * @param accounts the names to sign in with
     * @param metrics where Prometheus reads the node's metrics
     */
    record Place(String name, URI console, List<String> accounts, URI metrics) {}

    String text() {
        StringBuilder text = new StringBuilder("Sign in, with the password %s:%n".formatted(password));
        for (Place place : places) {
            text.append("  %-38s %s   as %s%n"
                    .formatted(place.name(), place.console(), String.join(", ", place.accounts())));
        }
        text.append("Metrics for Prometheus:%n".formatted());
        for (Place place : places) {
            text.append("  %-38s %s%n".formatted(place.name(), place.metrics()));
        }
        return text.toString();
    }
}
