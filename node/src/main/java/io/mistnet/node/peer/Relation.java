package io.mistnet.node.peer;

import io.mistnet.node.wire.proto.Purpose;

/** What a link is for, seen from one end. */
public enum Relation {
    /** This institution is the bank, the peer computes. */
    TO_COMPUTE(Purpose.PURPOSE_DATA),
    /** The peer is the bank, this institution computes. */
    FROM_BANK(Purpose.PURPOSE_DATA),
    /** Both compute. */
    BETWEEN_COMPUTE(Purpose.PURPOSE_COMPUTE),
    /** The peer holds a share of the lookup's key or hosts its records; this institution sends it requests. */
    TO_LOOKUP(Purpose.PURPOSE_LOOKUP),
    /** The peer sends requests of the lookup to this institution. */
    FROM_REQUESTER(Purpose.PURPOSE_LOOKUP);

    private final Purpose purpose;

    Relation(Purpose purpose) {
        this.purpose = purpose;
    }

    Purpose purpose() {
        return purpose;
    }
}
