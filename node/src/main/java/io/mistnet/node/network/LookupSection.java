package io.mistnet.node.network;

import io.mistnet.he.Parameters;
import io.mistnet.node.config.Problems;
import io.mistnet.node.config.Section;
import io.mistnet.node.network.LookupTerms.Quotas;
import io.mistnet.protocols.retrieval.LookupParameters;
import io.mistnet.protocols.retrieval.Slots;
import io.mistnet.protocols.retrieval.TableLayout;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reads the network file's section on the encrypted lookup. */
final class LookupSection {

    private static final String KEY = "lookup";
    private static final int MOST_RECORDS = 100_000_000;
    private static final int MOST_OCCURRENCES = 8;
    private static final int MOST_CIPHERTEXTS = 8;
    private static final int MOST_LEVELS = 12;

    /** For the other checks, where the parameters are wrong. */
    private static final LookupParameters STAND_IN =
            new LookupParameters(1, Slots.LEAST_LABEL_BYTES, 1, 14, new TableLayout(1, 4, 1, 1), 1);

    private LookupSection() {}

    /** @return the terms; stand-ins for what could not be read, which is noted; empty where there is no such section */
    static Optional<LookupTerms> read(Section root, Problems problems) {
        if (!root.has(KEY)) {
            return Optional.empty();
        }
        try (Section section = root.section(KEY)) {
            return Optional.of(new LookupTerms(
                    parameters(section, problems),
                    number(section, "threshold", 2, 100),
                    keyEpochs(section),
                    section.has("refresh") ? number(section, "refresh", 0, Integer.MAX_VALUE) : 0,
                    quotas(section.section("quotas")),
                    number(section, "four-eyes-above", 0, Integer.MAX_VALUE)));
        }
    }

    private static List<Integer> keyEpochs(Section section) {
        List<Integer> epochs = section.wholeNumbers("key-epochs", 1, Integer.MAX_VALUE);
        if (new HashSet<>(epochs).size() < epochs.size()) {
            section.wrong("key-epochs", "expected each key epoch only once");
        }
        return epochs;
    }

    private static Quotas quotas(Section section) {
        try (section) {
            return new Quotas(
                    number(section, "evaluations-per-day", 1, Integer.MAX_VALUE),
                    number(section, "queries-per-hour", 1, Quotas.MOST_QUERIES_PER_HOUR),
                    number(section, "records-per-institution", 1, MOST_RECORDS));
        }
    }

    private static LookupParameters parameters(Section section, Problems problems) {
        int records = number(section, "records", 1, MOST_RECORDS);
        int labelBytes = number(section, "label-bytes", Slots.LEAST_LABEL_BYTES, Slots.MOST_LABEL_BYTES);
        int occurrences = number(section, "occurrences", 1, MOST_OCCURRENCES);
        try (Section part = section.section("parameters")) {
            int columns = number(part, "columns", 1, Parameters.DEGREE);
            int rows = number(part, "rows", 4, Parameters.DEGREE);
            int blocks = number(part, "blocks", 1, Parameters.DEGREE);
            int columnGroups = number(part, "column-groups", 1, Parameters.DEGREE);
            int ciphertexts = number(part, "query-ciphertexts", 1, MOST_CIPHERTEXTS);
            int plainBits = number(part, "plain-bits", 13, 14);
            pinned(part, "data-prime", Parameters.DATA_PRIME);
            pinned(part, "data-root", Parameters.DATA_ROOT);
            pinned(part, "special-prime", Parameters.SPECIAL_PRIME);
            pinned(part, "special-root", Parameters.SPECIAL_ROOT);
            int c0Extra = number(part, "c0-extra", 1, plainBits);
            int c1Extra = number(part, "c1-extra", 1, plainBits);
            int levels = number(part, "levels", 1, MOST_LEVELS);
            LookupParameters parameters = new LookupParameters(
                    records,
                    labelBytes,
                    occurrences,
                    plainBits,
                    new TableLayout(columns, rows, columnGroups, blocks),
                    ciphertexts);
            Parameters encryption = parameters.encryption();
            follows(part, "c0-extra", c0Extra, encryption.c0Extra());
            follows(part, "c1-extra", c1Extra, encryption.c1Extra());
            follows(part, "levels", levels, encryption.levels());
            return parameters;
        } catch (IllegalArgumentException e) {
            problems.error(section.path() + ".parameters", String.valueOf(e.getMessage()));
            return STAND_IN;
        }
    }

    /** A number that is the same in every network stands in the file all the same: two versions that differ in it must not meet. */
    private static void pinned(Section section, String key, long value) {
        if (section.wholeNumber(key, 1, Long.MAX_VALUE) != value) {
            section.wrong(key, "expected %d, the only one of this version".formatted(value));
        }
    }

    private static void follows(Section section, String key, int number, int expected) {
        if (number != expected) {
            section.wrong(key, "expected %d, which follows from the others".formatted(expected));
        }
    }

    private static int number(Section section, String key, int least, int most) {
        return (int) section.wholeNumber(key, least, most);
    }
}
