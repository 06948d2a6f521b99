package io.mistnet.node.oprf;

import io.mistnet.node.network.Sha256;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What this holder was told in its latest runs: the others' broadcasts, which are no secrets, with their signatures. A broadcast is fetched by each holder for itself; so who tells holders different things is found where two of them
 * compare what they have, and convicted by its own two signatures. Lives in memory only. Not thread-safe.
 */
final class Accounts {

    private static final int RUNS = 4;

    private record Account(Sha256 run, List<HeardMessage> heard) {}

    private final Holders holders;
    private final Deque<Account> latest = new ArrayDeque<>();

    Accounts(Holders holders) {
        this.holders = holders;
    }

    /** Takes a broadcast whose signature was checked. */
    void heard(Sha256 run, HeardMessage message) {
        if (latest.isEmpty() || !latest.getFirst().run().equals(run)) {
            latest.addFirst(new Account(run, new ArrayList<>()));
            if (latest.size() > RUNS) {
                latest.removeLast();
            }
        }
        latest.getFirst().heard().add(message);
    }

    /** What this holder was told in a run; nothing where that is too long ago. */
    List<HeardMessage> of(Sha256 run) {
        return latest.stream()
                .filter(account -> account.run().equals(run))
                .findFirst()
                .map(account -> List.copyOf(account.heard()))
                .orElse(List.of());
    }

    /**
     * Who told this holder and another one different things in a run, both signed.
     *
     * @param me this holder
     * @param other the other one
     * @param heard what the other one says that it was told; unchecked
     */
    List<Equivocation> compare(Sha256 run, int me, int other, List<HeardMessage> heard) {
        List<Equivocation> found = new ArrayList<>();
        for (HeardMessage own : of(run)) {
            heard.stream()
                    .filter(theirs -> theirs.isOfSamePlaceAs(own)
                            && !theirs.hash().equals(own.hash())
                            && theirs.isSigned(run, holders))
                    .map(theirs ->
                            new Equivocation(run, own.sender(), own.round(), me, own.hash(), other, theirs.hash()))
                    .findFirst()
                    .ifPresent(found::add);
        }
        return found;
    }
}
