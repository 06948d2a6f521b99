package io.mistnet.node.window;

import io.mistnet.node.storage.Database;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The risk scores of the bank's own system, the latest of each account. */
final class ReportedRisks {

    private static final int BYTES = 2 * Long.BYTES;

    private final Map<String, RiskScore> latest = new HashMap<>();

    void load(Database database) {
        database.forEach(Table.RISKS, new byte[0], null, (key, value) -> {
            String account = new String(key, StandardCharsets.UTF_8);
            ByteBuffer in = ByteBuffer.wrap(value);
            Instant validFrom = Instant.ofEpochMilli(in.getLong());
            latest.put(account, new RiskScore(account, in.getDouble(), validFrom));
        });
    }

    /** The account's risk, or NaN. */
    double of(String account) {
        RiskScore score = latest.get(account);
        return score == null ? Double.NaN : score.risk();
    }

    boolean isStale(RiskScore score) {
        RiskScore known = latest.get(score.account());
        return known != null && score.validFrom().isBefore(known.validFrom());
    }

    static void put(Database.Writes writes, RiskScore score) {
        byte[] value = ByteBuffer.allocate(BYTES)
                .putLong(score.validFrom().toEpochMilli())
                .putDouble(score.risk())
                .array();
        writes.put(Table.RISKS, score.account().getBytes(StandardCharsets.UTF_8), value);
    }

    void accept(RiskScore score) {
        latest.put(score.account(), score);
    }
}
