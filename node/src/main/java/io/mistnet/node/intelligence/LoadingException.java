package io.mistnet.node.intelligence;

/** The table in memory is not complete yet: questions and updates have to wait. */
public final class LoadingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int percent;

    LoadingException(int percent) {
        super("the intelligence table is loading, %d %%; try again in a moment".formatted(percent));
        this.percent = percent;
    }

    /** How much of it is loaded. */
    public int percent() {
        return percent;
    }
}
