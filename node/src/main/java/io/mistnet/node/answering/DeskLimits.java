package io.mistnet.node.answering;

/**
 * How much the host takes on. An answer carries some 129 kB of the sealed table, so the questions of an hour bound how much of it an asker can read: 460 answers are as many bytes as a table of a
 * million records with labels of 32 bytes.
 *
 * @param scans that run at the same time; each has scratch memory of its own
 * @param threadsPerScan that one scan uses
 * @param sharing the most questions that share one scan
 * @param waiting the most questions that wait
 * @param waitingPerAsker the most of them that are one asker's
 * @param batches that are answered at the same time; of one asker one at a time
 * @param questionsPerHour of one asker, those of batches included
 * @param uploadsPerHour of expansion keys by one asker
 * @param keySetsPerAsker that are kept
 * @param keySets that are kept in all, some 2 MB each
 */
public record DeskLimits(
        int scans,
        int threadsPerScan,
        int sharing,
        int waiting,
        int waitingPerAsker,
        int batches,
        int questionsPerHour,
        int uploadsPerHour,
        int keySetsPerAsker,
        int keySets) {

    public static final int MOST_PER_HOUR = 1_000_000;

    private static final int KEY_SET_BYTES = 2 << 20;
    private static final int KEY_SETS_PER_ASKER = 4;
    private static final int UPLOADS_PER_HOUR = 120;
    private static final int SHARING = 4;
    private static final int BATCHES = 2;

    public DeskLimits {
        requirePositive("scans", scans);
        requirePositive("threadsPerScan", threadsPerScan);
        requirePositive("sharing", sharing);
        requirePositive("waiting", waiting);
        requirePositive("waitingPerAsker", waitingPerAsker);
        requirePositive("batches", batches);
        requirePerHour("questionsPerHour", questionsPerHour);
        requirePerHour("uploadsPerHour", uploadsPerHour);
        requirePositive("keySetsPerAsker", keySetsPerAsker);
        requirePositive("keySets", keySets);
    }

    /**
     * Of a host that is alone on its machine: one scan at a time on all processors.
     *
     * @param queue the most questions that wait
     * @param keyCacheBytes for askers' expansion keys
     * @param questionsPerHour of one asker
     */
    public static DeskLimits of(int queue, long keyCacheBytes, int questionsPerHour) {
        return new DeskLimits(
                1,
                Runtime.getRuntime().availableProcessors(),
                SHARING,
                queue,
                Math.max(1, queue / 2),
                BATCHES,
                questionsPerHour,
                UPLOADS_PER_HOUR,
                KEY_SETS_PER_ASKER,
                (int) Math.max(KEY_SETS_PER_ASKER, keyCacheBytes / KEY_SET_BYTES));
    }

    private static void requirePerHour(String name, int value) {
        requirePositive(name, value);
        if (value > MOST_PER_HOUR) {
            throw new IllegalArgumentException("%s must be at most %d, not %d".formatted(name, MOST_PER_HOUR, value));
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s must be at least 1, not %d".formatted(name, value));
        }
    }
}
