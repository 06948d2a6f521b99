package io.mistnet.node.answering;

import java.time.InstantSource;

/**
 * How many updates each institution may send in an hour. Batches, since each may cause a sweep of the whole table, which questions take turns with, though those that wait together share one; and operations, padding included, which are
 * checked and written to disk. Safe for any thread.
 */
public final class UpdateQuota {

    /** One in three seconds. */
    public static final int BATCHES_PER_HOUR = 1_200;

    /** A full batch of 4,096 in fifteen seconds. */
    public static final int OPERATIONS_PER_HOUR = 1_000_000;

    private final HourlyQuota batches;
    private final HourlyQuota operations;

    /** The quota that a host has. */
    public UpdateQuota(InstantSource clock) {
        this(BATCHES_PER_HOUR, OPERATIONS_PER_HOUR, clock);
    }

    /**
     * @param batchesPerHour at most {@link DeskLimits#MOST_PER_HOUR}, as are the operations
     * @param operationsPerHour at least as many as one batch has
     */
    public UpdateQuota(int batchesPerHour, int operationsPerHour, InstantSource clock) {
        this.batches = new HourlyQuota("update batches", batchesPerHour, clock);
        this.operations = new HourlyQuota("update operations", operationsPerHour, clock);
    }

    /**
     * Counts a batch.
     *
     * @param size its operations
     * @throws RefusedQuestionException if that is too much for now; it says when it will not be, and nothing was counted
     */
    public void take(String institution, int size) {
        batches.take(institution, 1);
        try {
            operations.take(institution, size);
        } catch (RefusedQuestionException e) {
            batches.giveBack(institution, 1);
            throw e;
        }
    }
}
