package io.mistnet.node.network;

import io.mistnet.node.config.Problems;
import io.mistnet.protocols.retrieval.BatchShape;
import java.util.List;
import java.util.Optional;

/** What must hold between the encrypted lookup and the institutions, so that no single one can read or guess records. */
final class LookupCheck {

    private final Problems problems;

    LookupCheck(Problems problems) {
        this.problems = problems;
    }

    void check(Optional<LookupTerms> lookup, List<InstitutionEntry> entries) {
        if (lookup.isEmpty()) {
            entries.forEach(this::warnOfIdleRoles);
            return;
        }
        LookupTerms terms = lookup.get();
        holders(terms, entries);
        hosts(entries);
        quotas(terms);
        entries.forEach(entry -> institution(terms, entry));
        if (entries.stream().noneMatch(entry -> entry.roles().contains(Role.AGENCY))) {
            problems.warning("institutions", "no institution has the role agency: only banks ask and contribute");
        }
    }

    private void warnOfIdleRoles(InstitutionEntry entry) {
        entry.roles().stream()
                .filter(role -> role == Role.OPRF || role == Role.HOST || role == Role.AGENCY)
                .forEach(role -> problems.warning(
                        name(entry),
                        "the role %s does nothing in a network file without a section lookup"
                                .formatted(role.written())));
    }

    /** The key is made by an honest majority: with t - 1 dishonest holders among n, n - t + 1 honest ones must reach t. */
    private void holders(LookupTerms terms, List<InstitutionEntry> entries) {
        List<String> holders = with(Role.OPRF, entries);
        int least = 2 * terms.threshold() - 1;
        if (holders.size() < least) {
            problems.error(
                    "lookup.threshold",
                    "a threshold of %d needs at least %d institutions with the role oprf, not %d %s: making the key needs an honest majority"
                            .formatted(terms.threshold(), least, holders.size(), holders));
        }
    }

    private void hosts(List<InstitutionEntry> entries) {
        List<String> hosts = with(Role.HOST, entries);
        if (hosts.size() != 1) {
            problems.error(
                    "institutions",
                    "expected exactly one institution with the role host, not %s"
                            .formatted(hosts.isEmpty() ? "none" : hosts));
        }
    }

    private void quotas(LookupTerms terms) {
        BatchShape largest = BatchShape.of(terms.parameters(), BatchShape.MOST_SELECTORS);
        int queries = largest.queriesPerRound() * largest.rounds();
        if (terms.quotas().queriesPerHour() < queries) {
            problems.warning(
                    "lookup.quotas.queries-per-hour",
                    "%d do not cover one batch of %d selectors, which takes %d: it fails half way, and lookups of many selectors with it"
                            .formatted(terms.quotas().queriesPerHour(), largest.selectors(), queries));
        }
    }

    private void institution(LookupTerms terms, InstitutionEntry entry) {
        boolean holds = entry.roles().contains(Role.OPRF);
        boolean hosts = entry.roles().contains(Role.HOST);
        if ((holds || hosts) && entry.lookup().isEmpty()) {
            problems.error(name(entry), "an institution with the role oprf or host needs the address lookup");
        }
        if (holds && hosts) {
            problems.warning(
                    name(entry),
                    "holds a share of the key and hosts the records; with %d more of the holders it could guess what is in them. Let an institution host that holds no share"
                            .formatted(terms.threshold() - 1));
        }
        if (hosts && (entry.roles().contains(Role.AGENCY) || entry.roles().contains(Role.DATA))) {
            problems.warning(
                    name(entry),
                    "hosts the records and asks or contributes itself: it sees who asks when, and may link that with cases and payments of its own. Let an institution host that does neither");
        }
        if (entry.roles().contains(Role.AGENCY) && entry.supervisor().isEmpty()) {
            problems.warning(
                    name(entry),
                    "has no supervisor-key: none of its authorisations may exceed %d evaluations"
                            .formatted(terms.fourEyesAbove()));
        }
    }

    private static List<String> with(Role role, List<InstitutionEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.roles().contains(role))
                .map(InstitutionEntry::id)
                .toList();
    }

    private static String name(InstitutionEntry entry) {
        return "%s (%s)".formatted(entry.path(), entry.id());
    }
}
