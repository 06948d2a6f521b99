package io.mistnet.node.window;

import io.mistnet.node.storage.Database;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The accounts on disk. */
final class AccountRows {

    private static final int MOST_AGENT_CHARACTERS = 127;

    private final Database database;

    AccountRows(Database database) {
        this.database = database;
    }

    static void put(Database.Writes writes, int id, AccountName name) {
        byte[] agent = name.agent().getBytes(StandardCharsets.UTF_8);
        byte[] number = name.number().getBytes(StandardCharsets.UTF_8);
        if (agent.length > MOST_AGENT_CHARACTERS) {
            throw new IllegalArgumentException("a BIC of %d bytes".formatted(agent.length));
        }
        byte[] value = ByteBuffer.allocate(1 + agent.length + number.length)
                .put((byte) agent.length)
                .put(agent)
                .put(number)
                .array();
        writes.put(Table.ACCOUNTS, key(id), value);
    }

    void load(AccountTable table) {
        database.forEach(
                Table.ACCOUNTS,
                new byte[0],
                null,
                (key, value) -> table.put(ByteBuffer.wrap(key).getInt(), decode(value)));
    }

    /** Forgets the accounts of which no transfer is left. Done when the store opens, before ids are handed out. */
    void sweep() {
        BitSet used = new BitSet();
        database.forEach(Table.PAIRS, new byte[0], null, (key, value) -> {
            PairBucket row = PairBucket.decode(key);
            used.set(row.debtor());
            used.set(row.creditor());
        });
        List<byte[]> unused = new ArrayList<>();
        database.forEach(Table.ACCOUNTS, new byte[0], null, (key, value) -> {
            if (!used.get(ByteBuffer.wrap(key).getInt())) {
                unused.add(key);
            }
        });
        try (Database.Writes writes = database.writes()) {
            unused.forEach(key -> writes.delete(Table.ACCOUNTS, key));
            writes.commit();
        }
    }

    private static byte[] key(int id) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(id).array();
    }

    private static AccountName decode(byte[] value) {
        String agent = new String(value, 1, value[0], StandardCharsets.UTF_8);
        return new AccountName(
                new String(value, 1 + value[0], value.length - 1 - value[0], StandardCharsets.UTF_8), agent);
    }
}
