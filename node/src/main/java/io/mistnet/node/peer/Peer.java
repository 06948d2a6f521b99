package io.mistnet.node.peer;

/**
 * The other end of a link. An institution that is a bank and computes is a peer twice, and is its own peer as well: its bank deals to its compute node as to the others'.
 *
 * @param institution the peer's id in the network file
 * @param relation what the link is for
 */
public record Peer(String institution, Relation relation) {

    /** The compute node {@code institution}, seen from a bank. */
    public static Peer toCompute(String institution) {
        return new Peer(institution, Relation.TO_COMPUTE);
    }

    /** The bank {@code institution}, seen from a compute node. */
    public static Peer fromBank(String institution) {
        return new Peer(institution, Relation.FROM_BANK);
    }

    /** The compute node {@code institution}, seen from another one. */
    public static Peer betweenCompute(String institution) {
        return new Peer(institution, Relation.BETWEEN_COMPUTE);
    }

    /** {@code institution}, which holds a share of the lookup's key or hosts its records, seen from whoever sends it requests. */
    public static Peer toLookup(String institution) {
        return new Peer(institution, Relation.TO_LOOKUP);
    }

    /** {@code institution}, which sends requests of the lookup, seen from a holder of its key or its host. */
    public static Peer fromRequester(String institution) {
        return new Peer(institution, Relation.FROM_REQUESTER);
    }

    @Override
    public String toString() {
        return institution;
    }
}
