package io.mistnet.protocols.propagation;

/**
 * One run of the propagation.
 *
 * @param epoch the epoch's number, which never comes twice in a network
 * @param attempt from 0; every attempt uses fresh keys, tags and randomness
 */
public record EpochId(long epoch, int attempt) {

    public EpochId {
        if (epoch < 0 || attempt < 0) {
            throw new IllegalArgumentException("epoch %d attempt %d".formatted(epoch, attempt));
        }
    }

    /** What keys of this attempt are bound to. */
    public String context() {
        return "mistnet/propagation/epoch %d/attempt %d".formatted(epoch, attempt);
    }

    @Override
    public String toString() {
        return "epoch %d attempt %d".formatted(epoch, attempt);
    }
}
