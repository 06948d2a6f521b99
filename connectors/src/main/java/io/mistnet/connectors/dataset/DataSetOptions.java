package io.mistnet.connectors.dataset;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * What a data set leaves open.
 *
 * @param banks how many banks there are to be where a data set names none, or thousands; at least 1
 * @param knownBanks the banks that an account may have, where the data set names them; empty: any
 */
public record DataSetOptions(int banks, Set<String> knownBanks) {

    /** @throws IllegalArgumentException if there is to be no bank */
    public DataSetOptions {
        if (banks < 1) {
            throw new IllegalArgumentException("at least one bank, not " + banks);
        }
        knownBanks = Set.copyOf(knownBanks);
    }

    /** Five banks where the data set names none, any where it names them. */
    public static DataSetOptions defaults() {
        return new DataSetOptions(5, Set.of());
    }

    /** The same bank for the same name on every machine: {@code bank-} and the name's CRC-32C modulo the number of banks. */
    String bankFor(String name) {
        CRC32C crc = new CRC32C();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        return "bank-" + crc.getValue() % banks;
    }
}
