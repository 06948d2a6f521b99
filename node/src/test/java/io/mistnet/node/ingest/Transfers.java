package io.mistnet.node.ingest;

import io.mistnet.node.window.WindowFixture;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Transfers as a bank's systems write them. */
final class Transfers {

    private Transfers() {}

    static byte[] json(UUID uetr, String debtor, String creditor, String amount, Instant settled) {
        return """
                {"uetr":"%s","instructedAmount":{"amount":"%s","currency":"EUR"},\
                "debtorAccount":"%s","debtorAgent":"AAAADEFF","creditorAccount":"%s","creditorAgent":"BBBBDEFF",\
                "settlementTime":"%s"}""".formatted(uetr, amount, debtor, creditor, settled).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] json(String debtor, String amount) {
        return json(UUID.randomUUID(), debtor, "FOREIGN1", amount, WindowFixture.NOW.minusSeconds(5));
    }

    /** A stream in which every tenth transfer is delivered again, out of order by up to five minutes. */
    static List<byte[]> stream(long seed, int transfers, int accounts) {
        SplittableRandom random = new SplittableRandom(seed);
        List<byte[]> stream = new ArrayList<>();
        for (int i = 0; i < transfers; i++) {
            if (i > 0 && random.nextInt(10) == 0) {
                stream.add(stream.get(random.nextInt(stream.size())));
            } else {
                stream.add(json(
                        new UUID((random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() >>> 2) | Long.MIN_VALUE),
                        "OWN" + random.nextInt(accounts),
                        "FOREIGN" + random.nextInt(accounts),
                        "%d.%02d".formatted(random.nextInt(1, 5_000), random.nextInt(100)),
                        WindowFixture.NOW.minusMillis(random.nextInt(1, 300_000))));
            }
        }
        return stream;
    }
}
