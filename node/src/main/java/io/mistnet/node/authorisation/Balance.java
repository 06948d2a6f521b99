package io.mistnet.node.authorisation;

/**
 * What is used after a reservation.
 *
 * @param used evaluations counted against the authorisation
 * @param quota what it is good for
 * @param usedToday evaluations of the institution on this UTC day
 */
public record Balance(long used, long quota, long usedToday) {

    /** How many the authorisation is still good for. */
    public long left() {
        return quota - used;
    }
}
