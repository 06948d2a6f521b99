package io.mistnet.simulator.demo;

import java.time.Duration;
import java.time.InstantSource;

/** Transfers that a network works on while something else is watched. */
public final class BackgroundTraffic implements AutoCloseable {

    private static final int ACCOUNTS = 2_000;
    private static final int TRANSFERS_PER_SECOND = 100;

    private final Replay replay;
    private final Thread thread;

    private BackgroundTraffic(Replay replay, Thread thread) {
        this.replay = replay;
        this.thread = thread;
    }

    /** Begins to send made-up transfers to a network that runs, for so long or until this is closed. */
    public static BackgroundTraffic start(DemoNetwork network, long seed, Duration atMost) {
        int transfers = (int) Math.min(1_000_000, atMost.toSeconds() * TRANSFERS_PER_SECOND);
        Scenario scenario = Scenario.synthetic(network.banks().size(), seed, ACCOUNTS, transfers);
        Replay replay = new Replay(scenario, network.banks(), network.kafka(), InstantSource.system());
        replay.sendRiskScores();
        Thread thread = new Thread(() -> replay.run(atMost), "replay");
        thread.setDaemon(true);
        thread.start();
        return new BackgroundTraffic(replay, thread);
    }

    /** How many transfers were sent. */
    public int sent() {
        return replay.sent();
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
        replay.close();
    }
}
