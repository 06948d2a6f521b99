package io.mistnet.node.window;

import com.carrotsearch.hppc.ObjectIntHashMap;
import io.mistnet.node.storage.StorageException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of the window, each under a number of its own that also stands on disk. Two BICs of one bank of the network name one account.
 *
 * <p>Where the network file has changed since an account was first met, two ids on disk may have become one account: the later id is then an
 * alias of the earlier. Not thread-safe; a {@link View} is.
 */
final class AccountTable {

    /** Stands for the bank of an account that no bank of the network holds. */
    static final int OUTSIDE = -1;

    private static final int ABSENT = -1;

    private final Directory directory;
    private final MessageDigest sha256 = sha256();
    private final Map<Integer, ObjectIntHashMap<String>> idByNumber = new HashMap<>();
    private final ObjectIntHashMap<AccountName> idOutside = new ObjectIntHashMap<>();

    private @Nullable AccountName[] names = new AccountName[1024];
    private int[] canonical = new int[1024];
    private int[] banks = new int[1024];
    private long[] digests = new long[2048];
    private int nextId;

    AccountTable(Directory directory) {
        this.directory = directory;
    }

    /** The id of an account, or -1 if it is not known. */
    int find(AccountName name) {
        OptionalInt bank = directory.bankOf(name.agent());
        if (bank.isEmpty()) {
            return idOutside.getOrDefault(name, ABSENT);
        }
        ObjectIntHashMap<String> numbers = idByNumber.get(bank.getAsInt());
        return numbers == null ? ABSENT : numbers.getOrDefault(name.number(), ABSENT);
    }

    /** The id of one of the bank's own accounts, or -1 if it is not known. */
    int findOwn(String number) {
        ObjectIntHashMap<String> numbers = idByNumber.get(directory.own());
        return numbers == null ? ABSENT : numbers.getOrDefault(number, ABSENT);
    }

    /** Gives a new account the next id. */
    int add(AccountName name) {
        int id = nextId;
        put(id, name);
        return id;
    }

    /** Takes in an account under the id that it has on disk. Ids come in rising order. */
    void put(int id, AccountName name) {
        grow(id);
        int known = find(name);
        names[id] = name;
        canonical[id] = known == ABSENT ? id : known;
        OptionalInt bank = directory.bankOf(name.agent());
        banks[id] = bank.orElse(OUTSIDE);
        digest(name.number(), id);
        nextId = id + 1;
        if (known != ABSENT) {
            return;
        }
        if (bank.isPresent()) {
            idByNumber
                    .computeIfAbsent(bank.getAsInt(), b -> new ObjectIntHashMap<>())
                    .put(name.number(), id);
        } else {
            idOutside.put(name, id);
        }
    }

    /** Forgets the accounts from this id on: those of a batch that was not written. */
    void rollBackTo(int id) {
        for (int undone = nextId - 1; undone >= id; undone--) {
            AccountName name = names[undone];
            if (name != null && banks[undone] == OUTSIDE) {
                idOutside.remove(name);
            } else if (name != null) {
                idByNumber.getOrDefault(banks[undone], new ObjectIntHashMap<>()).remove(name.number());
            }
            names[undone] = null;
        }
        nextId = id;
    }

    /** From here on new accounts get ids of at least this. */
    void reserveBelow(int id) {
        grow(id);
        nextId = Math.max(nextId, id);
    }

    int nextId() {
        return nextId;
    }

    int canonical(int id) {
        return canonical[id];
    }

    boolean isOwn(int id) {
        return banks[id] == directory.own();
    }

    String number(int id) {
        return known(names, id).number();
    }

    /** The accounts as they are now. Later ones do not show in it. */
    View view() {
        return new View(names, canonical, banks, digests, nextId, directory.own());
    }

    private void grow(int id) {
        if (id >= names.length) {
            int size = Math.max(id + 1, names.length * 2);
            names = Arrays.copyOf(names, size);
            canonical = Arrays.copyOf(canonical, size);
            banks = Arrays.copyOf(banks, size);
            digests = Arrays.copyOf(digests, 2 * size);
        }
    }

    private void digest(String number, int id) {
        ByteBuffer hash = ByteBuffer.wrap(sha256.digest(number.getBytes(StandardCharsets.UTF_8)));
        digests[2 * id] = hash.getLong();
        digests[2 * id + 1] = hash.getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** What a snapshot says of its accounts, by id. Entries are written once, before any snapshot names their id. */
    record View(@Nullable AccountName[] names, int[] canonical, int[] banks, long[] digests, int bound, int own) {

        AccountName name(int id) {
            return known(names, id);
        }

        int bank(int id) {
            return banks[id];
        }
    }

    private static AccountName known(@Nullable AccountName[] names, int id) {
        AccountName name = names[id];
        if (name == null) {
            throw new StorageException("the store names an account %d that it does not hold".formatted(id));
        }
        return name;
    }
}
