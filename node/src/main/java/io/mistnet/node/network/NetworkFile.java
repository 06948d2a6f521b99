package io.mistnet.node.network;

import com.typesafe.config.ConfigObject;
import io.mistnet.node.config.ConfigFileException;
import io.mistnet.node.config.HoconFile;
import io.mistnet.node.config.KeysRead;
import io.mistnet.node.config.Problem;
import io.mistnet.node.config.Problems;
import io.mistnet.node.config.Section;
import io.mistnet.protocols.propagation.Policy;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network file that was read and checked.
 *
 * @param network what it says; empty where it has an error
 * @param problems all that is wrong with it, warnings included
 */
public record NetworkFile(Optional<Network> network, List<Problem> problems) {

    /** Largest file that is read, in bytes. */
    public static final int MOST_BYTES = 1 << 20;

    private static final int MOST_ROWS = 1 << 28;

    /** Reads and checks a file; its problems are in the result. */
    public static NetworkFile inspect(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a directory; expected a network file");
        }
        long size = Files.size(file);
        if (size > MOST_BYTES) {
            throw new IOException("%s has %d bytes; a network file has at most %d".formatted(file, size, MOST_BYTES));
        }
        return inspect(Files.readAllBytes(file), file.toString());
    }

    /**
     * The network that {@code file} describes.
     *
     * @throws ConfigFileException where anything is wrong with it; the message names all problems
     */
    public static Network read(Path file) throws IOException {
        NetworkFile read = inspect(file);
        return read.network.orElseThrow(() -> new ConfigFileException(read.problems));
    }

    /** Reads and checks a file's bytes; {@code name} stands in messages. */
    public static NetworkFile inspect(byte[] bytes, String name) {
        return inspect(bytes, name, KeysRead.UNHEARD);
    }

    /** The same; {@code keys} is told of every key that is read. */
    public static NetworkFile inspect(byte[] bytes, String name, KeysRead keys) {
        Problems problems = new Problems(name);
        ConfigObject root = HoconFile.parse(new String(bytes, StandardCharsets.UTF_8), problems);
        if (problems.anyError()) {
            return new NetworkFile(Optional.empty(), problems.all());
        }
        try (Section section = new Section(root, "", problems, keys)) {
            String networkName = section.text("name");
            Rates rates = rates(section);
            Policy policy;
            LocalTransfers localTransfers;
            try (Section part = section.section("policy")) {
                policy = PolicySection.read(part, problems);
                localTransfers = PolicySection.localTransfers(part);
            }
            EpochTiming timing = timing(section.section("epochs"));
            Limits limits = limits(section.section("limits"));
            Optional<LookupTerms> lookup = LookupSection.read(section, problems);
            List<InstitutionEntry> entries = section.sections("institutions").stream()
                    .map(InstitutionEntry::read)
                    .toList();
            new NetworkCheck(problems).check(policy, timing, entries);
            new LookupCheck(problems).check(lookup, entries);
            section.close();
            if (problems.anyError()) {
                return new NetworkFile(Optional.empty(), problems.all());
            }
            List<Institution> institutions =
                    entries.stream().flatMap(InstitutionEntry::complete).toList();
            Network network = new Network(
                    Sha256.of(bytes), networkName, rates, policy, localTransfers, timing, limits, lookup, institutions);
            return new NetworkFile(Optional.of(network), problems.all());
        }
    }

    private static Rates rates(Section section) {
        Currency currency = section.parsed("currency", "a currency code of ISO 4217", Currency::getInstance)
                .orElse(Currency.getInstance("EUR"));
        Map<Currency, BigDecimal> perUnit = new HashMap<>();
        try (Section rates = section.entries("rates", "a positive decimal number for each currency code of ISO 4217")) {
            for (String code : rates.keys()) {
                BigDecimal rate = rates.positiveDecimal(code);
                try {
                    perUnit.put(Currency.getInstance(code), rate);
                } catch (IllegalArgumentException e) {
                    rates.wrong(code, "expected a currency code of ISO 4217 as the key");
                }
            }
        }
        return new Rates(currency, perUnit);
    }

    private static EpochTiming timing(Section section) {
        try (section) {
            return new EpochTiming(
                    section.positiveDuration("interval"),
                    section.positiveDuration("join-deadline"),
                    section.positiveDuration("dealing-deadline"),
                    section.positiveDuration("compute-deadline"),
                    section.positiveDuration("window"),
                    section.positiveDuration("lateness"),
                    section.positiveDuration("release-every"));
        }
    }

    private static Limits limits(Section section) {
        try (section) {
            return new Limits((int) section.wholeNumber("accounts-per-bank", 1, MOST_ROWS), (int)
                    section.wholeNumber("pairs-per-bank", 1, MOST_ROWS));
        }
    }
}
