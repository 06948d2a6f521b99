package io.mistnet.node.casework;

import io.mistnet.node.relational.DatabaseAwayException;
import java.util.concurrent.TimeUnit;

/** Keeps what others have answered, though the database is away for a while: asking again would cost evaluations, and show others that it was asked again. */
final class Keeping {

    private static final int ATTEMPTS = 30;
    private static final long PAUSE_MILLIS = 2_000;

    private Keeping() {}

    /** @throws DatabaseAwayException where the database stayed away for a minute or so */
    static void untilDone(Runnable work) {
        for (int attempt = 1; ; attempt++) {
            try {
                work.run();
                return;
            } catch (DatabaseAwayException e) {
                if (attempt == ATTEMPTS || !hasPaused()) {
                    throw e;
                }
            }
        }
    }

    private static boolean hasPaused() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
