package io.mistnet.he;

import java.util.List;

/**
 * Answers questions over a table. It owns the scratch memory of a running scan, so a host makes as many as it runs scans at once, and keeps them.
 *
 * <p><b>Timing.</b> The work has no branch on data: a hit, a miss and garbage take the same time.
 *
 * <p><b>Threads.</b> One thread at a time; a second one gets an {@link IllegalStateException}.
 */
public final class Answerer implements AutoCloseable {

    /**
     * @param kernel the kernel of the tables that this answerer will read
     * @param threads number of threads that work on one call, at least 1
     * @param most number of questions that may share one scan, at least 1; scratch memory grows with it
     */
    public Answerer(Parameters parameters, Kernel kernel, int threads, int most) {
        throw new UnsupportedOperationException("not bound yet");
    }

    /**
     * Answers the questions in one scan of the table.
     *
     * @param questions from 1 to {@code most}, all of the same shape and at the same offset
     * @throws MalformedInputException if a query is not of the prescribed length or a residue is not below its prime; the message names the question, and no answer is to be used
     */
    public Stages answer(Table table, List<Question> questions) {
        throw new UnsupportedOperationException("not bound yet");
    }

    /** Native memory that the answerer holds. */
    public long nativeBytes() {
        throw new UnsupportedOperationException("not bound yet");
    }

    @Override
    public void close() {}
}
