package io.mistnet.node.audit;

/** The chain breaks at a line. */
final class BrokenChainException extends Exception {

    private final ChainBreak place;

    BrokenChainException(ChainBreak place) {
        super(place.toString());
        this.place = place;
    }

    ChainBreak place() {
        return place;
    }
}
