package io.mistnet.protocols.sharing;

/** Two of the three compute parties: who holds an additive sharing, or knows one segment of a hidden permutation. */
public enum PartyPair {
    P01(Party.P0, Party.P1),
    P12(Party.P1, Party.P2),
    P02(Party.P0, Party.P2);

    private final Party first;
    private final Party second;

    PartyPair(Party first, Party second) {
        this.first = first;
        this.second = second;
    }

    public boolean has(Party party) {
        return party == first || party == second;
    }

    /** The other one of this pair. */
    public Party other(Party party) {
        return party == first ? second : first;
    }

    /** The one that belongs to both pairs, which are different. */
    public Party common(PartyPair pair) {
        return pair.has(first) ? first : second;
    }
}
