package io.mistnet.node.console.signin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts sign-ins by how they ended. */
final class SignInMeters {

    /** How a sign-in ended, as the label {@code outcome}. */
    enum End {
        SIGNED_IN("signed_in"),
        WRONG("wrong"),
        LOCKED("locked"),
        LIMITED("limited"),
        OLD_FORM("old_form"),
        NO_ROLE("no_role"),
        REFUSED("refused"),
        AWAY("away");

        private final String label;

        End(String label) {
            this.label = label;
        }
    }

    private final MeterRegistry registry;
    private final Counter unknownRoles;

    SignInMeters(MeterRegistry registry) {
        this.registry = registry;
        for (End end : End.values()) {
            counter(end);
        }
        unknownRoles = Counter.builder("mistnet.sign.in.unknown.roles")
                .description("Names in the provider's claim of roles that node.conf does not list")
                .register(registry);
    }

    void count(End end) {
        counter(end).increment();
    }

    void countUnknownRoles(int names) {
        unknownRoles.increment(names);
    }

    private Counter counter(End end) {
        return Counter.builder("mistnet.sign.ins")
                .description("Attempts to sign in to the console, by how they ended")
                .tag("outcome", end.label)
                .register(registry);
    }
}
