package io.mistnet.node.oprf;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The keys that an asker has checked, by key epoch. Any one holder can give the statement, since it is worth only as much as its n signatures. Thread-safe. */
final class KeyStatements {

    private final Holders holders;
    private final HolderClient client;
    private final AskedHolders asked;
    private final Map<Integer, VerifiedKey> checked = new ConcurrentHashMap<>();

    KeyStatements(Holders holders, HolderClient client, AskedHolders asked) {
        this.holders = holders;
        this.client = client;
        this.asked = asked;
    }

    /**
     * The key of an epoch, asked for where it is not known yet.
     *
     * @throws HoldersAwayException where no holder gives it
     */
    VerifiedKey key(int epoch) throws HoldersAwayException {
        VerifiedKey known = checked.get(epoch);
        return known == null ? fetch(epoch, Optional.empty()) : known;
    }

    /** A newer generation than that of {@code stale}, where a holder gives one. */
    void renew(VerifiedKey stale) throws HoldersAwayException {
        int epoch = stale.statement().epoch();
        VerifiedKey known = checked.get(epoch);
        if (known == null || known.generation() <= stale.generation()) {
            fetch(epoch, Optional.of(stale));
        }
    }

    private VerifiedKey fetch(int epoch, Optional<VerifiedKey> stale) throws HoldersAwayException {
        Map<Integer, HolderFailedException> failures = new TreeMap<>();
        for (int holder : asked.order()) {
            try {
                VerifiedKey key = VerifiedKey.check(holders, epoch, client.statement(holder, epoch));
                asked.answered(holder);
                if (stale.isEmpty() || key.generation() > stale.get().generation()) {
                    checked.put(epoch, key);
                    return key;
                }
            } catch (HolderFailedException e) {
                asked.failed(holder, e);
                failures.put(holder, e);
            }
        }
        return stale.orElseThrow(() -> asked.away(failures));
    }
}
