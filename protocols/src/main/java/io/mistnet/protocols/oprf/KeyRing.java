package io.mistnet.protocols.oprf;

import java.util.Collections;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;

/** A holder's shares of the keys of several key epochs, since old and new keys overlap while records move from one to the other. Immutable. */
public final class KeyRing {

    private final TreeMap<Integer, KeyShare> shares;

    private KeyRing(SortedMap<Integer, KeyShare> shares) {
        this.shares = new TreeMap<>(shares);
    }

    /** A ring without keys. */
    public static KeyRing empty() {
        return new KeyRing(Collections.emptySortedMap());
    }

    /** The ring with this share for the epoch, in the place of an older generation's. */
    public KeyRing with(int epoch, KeyShare share) {
        KeyRing ring = new KeyRing(shares);
        ring.shares.put(epoch, share);
        return ring;
    }

    /** The ring without the epoch's share; from here on it is unknown. */
    public KeyRing without(int epoch) {
        KeyRing ring = new KeyRing(shares);
        ring.shares.remove(epoch);
        return ring;
    }

    /** @throws UnknownEpochException if there is none of that epoch */
    public KeyShare share(int epoch) {
        KeyShare share = shares.get(epoch);
        if (share == null) {
            throw new UnknownEpochException(epoch, shares.keySet());
        }
        return share;
    }

    /** The epochs held, in order. */
    public NavigableSet<Integer> epochs() {
        return Collections.unmodifiableNavigableSet(shares.navigableKeySet());
    }

    @Override
    public String toString() {
        return "KeyRing(epochs %s)".formatted(shares.keySet());
    }
}
