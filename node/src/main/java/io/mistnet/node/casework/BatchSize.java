package io.mistnet.node.casework;

/**
 * How much there is in a batch.
 *
 * @param lines that name a selector
 * @param badLines that do not
 * @param different selectors in those lines
 * @param answeredBefore how many of the different ones the case has an answer to already
 * @param unanswered how many of the different ones have no answer that the batch shows: so many evaluations it costs
 * @param hits lines for which something was found
 */
public record BatchSize(long lines, long badLines, long different, long answeredBefore, long unanswered, long hits) {

    /** What it costs without those that were answered before. */
    public long others() {
        return different - answeredBefore;
    }
}
