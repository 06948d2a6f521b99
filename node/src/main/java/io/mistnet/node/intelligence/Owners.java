package io.mistnet.node.intelligence;

import io.mistnet.node.storage.Database;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The institutions that have put records in, each under a number of two bytes. */
final class Owners {

    private final Map<String, Short> numbers = new HashMap<>();

    Owners(Database database) {
        database.forEach(
                RecordTable.OWNERS,
                new byte[0],
                null,
                (key, value) -> numbers.put(
                        new String(key, StandardCharsets.UTF_8),
                        ByteBuffer.wrap(value).getShort()));
    }

    /** The institution's number; where it is new, the next one, which becomes durable with the writes. */
    short number(String institution, Database.Writes writes) {
        Short known = numbers.get(institution);
        if (known != null) {
            return known;
        }
        if (numbers.size() > Short.MAX_VALUE) {
            throw new IllegalStateException("no table has more than %d contributors".formatted(Short.MAX_VALUE));
        }
        short number = (short) numbers.size();
        byte[] value = ByteBuffer.allocate(Short.BYTES).putShort(number).array();
        writes.put(RecordTable.OWNERS, institution.getBytes(StandardCharsets.UTF_8), value);
        return number;
    }

    /** The writes that named the institution are durable. */
    void committed(String institution, short number) {
        numbers.put(institution, number);
    }
}
