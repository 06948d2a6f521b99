package io.mistnet.node.risk;

/**
 * The part of the window in which the bank saw any transfers, in milliseconds since 1970. What an account did not do before it proves nothing.
 *
 * @param begin the start of the first slot with a transfer
 * @param end the cut-off
 */
public record ObservedTime(long begin, long end) {

    public long millis() {
        return Math.max(0, end - begin);
    }
}
