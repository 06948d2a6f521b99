package io.mistnet.node.oprf;

import io.mistnet.node.request.Deadline;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** The keys that an asker has checked, by key epoch. Any one holder can give the statement, since it is worth only as much as its n signatures. Thread-safe. */
final class KeyStatements {

    /** Asks a holder for its statement of a key epoch, whose signatures are unchecked. */
    interface Source {
        SignedStatement statement(int holder, int epoch, Deadline deadline) throws HolderFailedException;
    }

    private final Holders holders;
    private final Source source;
    private final AskedHolders asked;
    private final Duration usual;
    private final Executor workers;
    private final Map<Integer, VerifiedKey> checked = new ConcurrentHashMap<>();

    /**
     * @param usual in which a holder answers; another one is asked in addition after it
     * @param workers runs calls that block
     */
    KeyStatements(Holders holders, Source source, AskedHolders asked, Duration usual, Executor workers) {
        this.holders = holders;
        this.source = source;
        this.asked = asked;
        this.usual = usual;
        this.workers = workers;
    }

    /**
     * The key of an epoch, asked for where it is not known yet.
     *
     * @throws HoldersAwayException where no holder gives it before the deadline
     */
    VerifiedKey key(int epoch, Deadline deadline) throws HoldersAwayException, InterruptedException {
        VerifiedKey known = checked.get(epoch);
        return known == null ? fetch(epoch, Optional.empty(), deadline) : known;
    }

    /** A newer generation than that of {@code stale}, where a holder gives one. */
    void renew(VerifiedKey stale, Deadline deadline) throws HoldersAwayException, InterruptedException {
        int epoch = stale.statement().epoch();
        VerifiedKey known = checked.get(epoch);
        if (known == null || known.generation() <= stale.generation()) {
            fetch(epoch, Optional.of(stale), deadline);
        }
    }

    private VerifiedKey fetch(int epoch, Optional<VerifiedKey> stale, Deadline deadline)
            throws HoldersAwayException, InterruptedException {
        HolderRace.Question<VerifiedKey> question =
                holder -> VerifiedKey.check(holders, epoch, source.statement(holder, epoch, deadline));
        try (HolderRace<VerifiedKey> race = new HolderRace<>(asked, question, usual, deadline, workers)) {
            while (true) {
                VerifiedKey key = race.next(1).content();
                if (stale.isEmpty() || key.generation() > stale.get().generation()) {
                    return checked.merge(epoch, key, KeyStatements::newer);
                }
            }
        } catch (HoldersAwayException e) {
            if (stale.isPresent()) {
                return stale.get();
            }
            throw e;
        }
    }

    /** A slow fetch may end after one of a newer generation. */
    private static VerifiedKey newer(VerifiedKey known, VerifiedKey fetched) {
        return fetched.generation() > known.generation() ? fetched : known;
    }
}
