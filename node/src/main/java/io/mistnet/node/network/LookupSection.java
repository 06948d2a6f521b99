package io.mistnet.node.network;

import io.mistnet.node.config.Problems;
import io.mistnet.node.config.Section;
import io.mistnet.node.network.LookupTerms.Quotas;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reads the network file's section on the encrypted lookup. */
final class LookupSection {

    private static final String KEY = "lookup";
    private static final int MOST_RECORDS = 1 << 28;
    private static final int MOST_SIDE = 4096;
    private static final int MOST_CIPHERTEXTS = 64;

    private LookupSection() {}

    /** @return the terms; stand-ins for what could not be read, which is noted; empty where there is no such section */
    static Optional<LookupTerms> read(Section root, Problems problems) {
        if (!root.has(KEY)) {
            return Optional.empty();
        }
        try (Section section = root.section(KEY)) {
            int records = number(section, "records", 1, MOST_RECORDS);
            int labelBytes =
                    number(section, "label-bytes", LookupTerms.LEAST_LABEL_BYTES, LookupTerms.MOST_LABEL_BYTES);
            int occurrences = number(section, "occurrences", 1, LookupTerms.MOST_OCCURRENCES);
            int threshold = number(section, "threshold", 2, 100);
            List<Integer> keyEpochs = keyEpochs(section);
            Quotas quotas = quotas(section.section("quotas"));
            int fourEyesAbove = number(section, "four-eyes-above", 0, Integer.MAX_VALUE);
            LookupParameters parameters = parameters(section.section("parameters"), problems);
            long capacity = parameters.capacity(labelBytes);
            if (capacity < records) {
                section.wrong(
                        "records",
                        "the table of %d columns and %d rows takes %d records with labels of %d bytes"
                                .formatted(parameters.columns(), parameters.rows(), capacity, labelBytes));
            }
            return Optional.of(new LookupTerms(
                    records, labelBytes, occurrences, threshold, keyEpochs, quotas, fourEyesAbove, parameters));
        }
    }

    private static List<Integer> keyEpochs(Section section) {
        List<Integer> epochs = section.wholeNumbers("key-epochs", 1, Integer.MAX_VALUE);
        if (section.has("key-epochs") && epochs.isEmpty()) {
            section.wrong("key-epochs", "expected at least one; askers use the first");
        }
        if (new HashSet<>(epochs).size() < epochs.size()) {
            section.wrong("key-epochs", "expected each key epoch only once");
        }
        return epochs;
    }

    private static Quotas quotas(Section section) {
        try (section) {
            return new Quotas(
                    number(section, "evaluations-per-day", 1, Integer.MAX_VALUE),
                    number(section, "queries-per-hour", 1, Integer.MAX_VALUE));
        }
    }

    private static LookupParameters parameters(Section section, Problems problems) {
        try (section) {
            int columns = number(section, "columns", 1, MOST_SIDE);
            int rows = number(section, "rows", 4, MOST_SIDE);
            int blocks = number(section, "blocks", 1, MOST_SIDE);
            int columnGroups = number(section, "column-groups", 1, MOST_SIDE);
            int queryCiphertexts = number(section, "query-ciphertexts", 1, MOST_CIPHERTEXTS);
            int groupCiphertexts = number(section, "group-ciphertexts", 1, MOST_CIPHERTEXTS);
            int plainBits = number(section, "plain-bits", 13, 14);
            int c0Extra = number(section, "c0-extra", 1, 48);
            int c1Extra = number(section, "c1-extra", 1, 48);
            int levels = number(section, "levels", 1, 12);
            pinned(section, "data-prime", LookupParameters.DATA_PRIME);
            pinned(section, "data-root", LookupParameters.DATA_ROOT);
            pinned(section, "special-prime", LookupParameters.SPECIAL_PRIME);
            pinned(section, "special-root", LookupParameters.SPECIAL_ROOT);
            return new LookupParameters(
                    columns,
                    rows,
                    blocks,
                    columnGroups,
                    queryCiphertexts,
                    groupCiphertexts,
                    plainBits,
                    c0Extra,
                    c1Extra,
                    levels);
        } catch (IllegalArgumentException e) {
            problems.error(section.path(), String.valueOf(e.getMessage()));
            return LookupParameters.ofAMillionShortLabels();
        }
    }

    private static void pinned(Section section, String key, long value) {
        section.wholeNumber(key, value, value);
    }

    private static int number(Section section, String key, int least, int most) {
        return (int) section.wholeNumber(key, least, most);
    }
}
