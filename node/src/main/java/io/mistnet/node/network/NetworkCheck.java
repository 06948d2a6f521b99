package io.mistnet.node.network;

import io.mistnet.node.config.Problems;
import io.mistnet.protocols.propagation.Policy;
import io.mistnet.protocols.propagation.Policy.Output;
import io.mistnet.protocols.propagation.Policy.Rule;
import io.mistnet.protocols.sharing.Party;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must hold across the parts of a network file, so that no institution holds two compute roles and every node finds the others. */
final class NetworkCheck {

    private final Problems problems;

    NetworkCheck(Problems problems) {
        this.problems = problems;
    }

    void check(Policy policy, EpochTiming timing, List<InstitutionEntry> entries) {
        thresholds(policy);
        timing(timing);
        entries.forEach(this::roles);
        computeParties(entries);
        banks(entries);
        distinct(entries, "id", entry -> Stream.of(entry.id()).filter(id -> !id.isEmpty()));
        distinct(
                entries,
                "number in labels (16 bits of the hash of its id; choose another id):",
                entry -> Stream.of(entry.id())
                        .filter(id -> !id.isEmpty())
                        .distinct()
                        .map(Institution::number));
        distinct(entries, "bics", entry -> entry.bics().stream());
        distinct(
                entries,
                "address",
                entry -> Stream.of(entry.control(), entry.shares(), entry.lookup())
                        .flatMap(Optional::stream));
        distinct(
                entries,
                "certificate",
                entry -> Stream.of(entry.certificate(), entry.nextCertificate()).flatMap(Optional::stream));
        distinct(entries, "agreement-key", entry -> entry.agreement().stream());
        distinct(
                entries,
                "signing-key or supervisor-key",
                entry -> Stream.of(entry.signing(), entry.supervisor()).flatMap(Optional::stream));
    }

    private void thresholds(Policy policy) {
        List<Double> thresholds =
                policy.output() instanceof Output.Band band ? band.thresholds() : List.of(policy.threshold());
        if (thresholds.contains(0.0)) {
            problems.error("policy", "a threshold of 0 is reached by every account; expected one above 0");
        }
        double kept = 1;
        for (double delta : policy.deltas()) {
            kept *= 1 - delta;
        }
        double reach = 1 - kept;
        if (policy.rule() == Rule.WEIGHTED && thresholds.stream().anyMatch(threshold -> threshold > reach)) {
            problems.warning(
                    "policy",
                    "an account without initial risk reaches at most %.3f with these deltas: a threshold above it stays unreachable for risk that flows in"
                            .formatted(reach));
        }
    }

    private void timing(EpochTiming timing) {
        if (timing.releaseEvery().compareTo(timing.interval()) < 0) {
            problems.error("epochs.release-every", "expected at least the interval between epochs");
        }
        if (timing.lateness().compareTo(timing.window()) >= 0) {
            problems.error("epochs.lateness", "expected less than the window");
        }
    }

    private void roles(InstitutionEntry entry) {
        String name = "%s (%s)".formatted(entry.path(), entry.id());
        if (entry.roles().isEmpty()) {
            problems.error(name, "no roles; expected at least one of data, compute, oprf, host, agency");
        }
        if (entry.parties().size() > 1) {
            problems.error(
                    name,
                    "holds the compute roles %s; no institution may hold two, since any two compute parties together see everything"
                            .formatted(entry.parties()));
        }
        boolean computes = entry.roles().contains(Role.COMPUTE);
        if (computes == entry.parties().isEmpty()) {
            problems.error(
                    name,
                    "the role compute and the key compute = P0, P1 or P2 belong together; one of them is missing");
        }
        if (computes && (entry.control().isEmpty() || entry.shares().isEmpty())) {
            problems.error(name, "a compute node needs the addresses control and shares");
        }
        if (entry.roles().contains(Role.DATA) && entry.bics().isEmpty()) {
            problems.error(name, "a bank needs at least one BIC");
        }
        if (entry.roles().contains(Role.DATA) && entry.parties().stream().anyMatch(party -> party != Party.P2)) {
            problems.warning(
                    name,
                    "is a bank and %s; a bank that computes is preferably P2, which receives no opened tags"
                            .formatted(entry.parties()));
        }
    }

    private void computeParties(List<InstitutionEntry> entries) {
        for (Party party : Party.values()) {
            List<String> holders = entries.stream()
                    .filter(entry -> entry.parties().contains(party))
                    .map(InstitutionEntry::id)
                    .toList();
            if (holders.size() != 1) {
                problems.error(
                        "institutions",
                        "expected exactly one institution that is %s, not %s"
                                .formatted(party, holders.isEmpty() ? "none" : holders));
            }
        }
    }

    private void banks(List<InstitutionEntry> entries) {
        long banks = entries.stream()
                .filter(entry -> entry.roles().contains(Role.DATA))
                .count();
        if (banks == 0) {
            problems.error("institutions", "expected at least one institution with the role data");
        } else if (banks < 3) {
            problems.warning("institutions", "with fewer than three banks each can tell whose risk reached it");
        }
    }

    /** Two entries that share a key, certificate, BIC or address are one institution under two names. */
    private <T> void distinct(
            List<InstitutionEntry> entries, String what, Function<InstitutionEntry, Stream<T>> values) {
        Map<T, List<String>> holders = new LinkedHashMap<>();
        entries.forEach(entry -> values.apply(entry)
                .forEach(value -> holders.merge(
                        value,
                        List.of(entry.path()),
                        (all, one) -> Stream.of(all, one).flatMap(List::stream).collect(Collectors.toList()))));
        holders.forEach((value, paths) -> {
            if (paths.size() > 1) {
                problems.error(
                        String.join(" and ", paths),
                        "the same %s %s twice; expected each only once".formatted(what, value));
            }
        });
    }
}
