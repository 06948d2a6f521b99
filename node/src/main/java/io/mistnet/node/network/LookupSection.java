package io.mistnet.node.network;

import io.mistnet.he.Parameters;
import io.mistnet.he.Shape;
import io.mistnet.node.config.Problems;
import io.mistnet.node.config.Section;
import io.mistnet.node.network.LookupTerms.Quotas;
import io.mistnet.protocols.retrieval.Slots;
import io.mistnet.protocols.retrieval.TableLayout;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reads the network file's section on the encrypted lookup. */
final class LookupSection {

    private static final String KEY = "lookup";
    private static final int MOST_RECORDS = 1 << 28;
    private static final int MOST_CIPHERTEXTS = 8;
    private static final int MOST_LEVELS = 12;

    /** For the other checks, where the parameters are wrong. */
    private static final Parameters STAND_IN =
            new Parameters(14, 4, 10, 7, new Shape(112, 80, 4, 2), new Shape(14, 20, 1, 1));

    private LookupSection() {}

    /** @return the terms; stand-ins for what could not be read, which is noted; empty where there is no such section */
    static Optional<LookupTerms> read(Section root, Problems problems) {
        if (!root.has(KEY)) {
            return Optional.empty();
        }
        try (Section section = root.section(KEY)) {
            int records = number(section, "records", 1, MOST_RECORDS);
            int labelBytes = number(section, "label-bytes", Slots.LEAST_LABEL_BYTES, Slots.MOST_LABEL_BYTES);
            int occurrences = number(section, "occurrences", 1, LookupTerms.MOST_OCCURRENCES);
            int threshold = number(section, "threshold", 2, 100);
            List<Integer> keyEpochs = keyEpochs(section);
            Quotas quotas = quotas(section.section("quotas"));
            int fourEyesAbove = number(section, "four-eyes-above", 0, Integer.MAX_VALUE);
            Parameters parameters = parameters(section.section("parameters"), problems);
            long capacity = LookupTerms.capacity(parameters, labelBytes);
            if (capacity < records) {
                section.wrong(
                        "records",
                        "the table of %d columns and %d rows takes %d records with labels of %d bytes"
                                .formatted(
                                        parameters.single().columns(),
                                        parameters.single().rows(),
                                        capacity,
                                        labelBytes));
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

    private static Parameters parameters(Section section, Problems problems) {
        try (section) {
            int columns = number(section, "columns", 1, Parameters.DEGREE);
            int rows = number(section, "rows", 4, Parameters.DEGREE);
            int blocks = number(section, "blocks", 1, Parameters.DEGREE);
            int columnGroups = number(section, "column-groups", 1, Parameters.DEGREE);
            int queryCiphertexts = number(section, "query-ciphertexts", 1, MOST_CIPHERTEXTS);
            int groupCiphertexts = number(section, "group-ciphertexts", 1, MOST_CIPHERTEXTS);
            int plainBits = number(section, "plain-bits", 13, 14);
            int c0Extra = number(section, "c0-extra", 1, plainBits);
            int c1Extra = number(section, "c1-extra", 1, plainBits);
            int levels = number(section, "levels", 1, MOST_LEVELS);
            pinned(section, "data-prime", Parameters.DATA_PRIME);
            pinned(section, "data-root", Parameters.DATA_ROOT);
            pinned(section, "special-prime", Parameters.SPECIAL_PRIME);
            pinned(section, "special-root", Parameters.SPECIAL_ROOT);
            TableLayout layout = new TableLayout(columns, rows, columnGroups, blocks);
            return new Parameters(
                    plainBits,
                    c0Extra,
                    c1Extra,
                    levels,
                    new Shape(columns, rows, blocks, queryCiphertexts),
                    new Shape(layout.groupColumns(), layout.blockRows(), 1, groupCiphertexts));
        } catch (IllegalArgumentException e) {
            problems.error(section.path(), String.valueOf(e.getMessage()));
            return STAND_IN;
        }
    }

    private static void pinned(Section section, String key, long value) {
        section.wholeNumber(key, value, value);
    }

    private static int number(Section section, String key, int least, int most) {
        return (int) section.wholeNumber(key, least, most);
    }
}
