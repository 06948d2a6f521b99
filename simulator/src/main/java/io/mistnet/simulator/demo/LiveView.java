package io.mistnet.simulator.demo;

import io.mistnet.simulator.demo.NodeMetrics.Metrics;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One line a second: how far the network is, from its nodes' metrics and the banks' flags. */
final class LiveView {

    private static final String TRANSFERRED = "mistnet_links_transferred_bytes_total";
    private static final String SENT = Metrics.label("direction", "sent");

    private final List<Bank> banks;
    private final PrintWriter out;
    private final NodeMetrics metrics = new NodeMetrics();
    private final long start = System.nanoTime();

    LiveView(List<Bank> banks, PrintWriter out) {
        this.banks = banks;
        this.out = out;
    }

    /** @param more what else is going on; empty for nothing */
    void show(int sent, int transfers, int[] flagsByBank, String more) throws InterruptedException {
        Metrics any = metrics.read(banks.get(0).http());
        List<String> byBank = new ArrayList<>();
        for (int b = 0; b < banks.size(); b++) {
            byBank.add("%s %d".formatted(banks.get(b).id(), flagsByBank[b]));
        }
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        out.println("%02d:%02d  epoch %-4.0f transfers %,d of %,d   pairs matched %,.0f   flags %d (%s)%s"
                .formatted(
                        seconds / 60,
                        seconds % 60,
                        any.sum("mistnet_epoch_last"),
                        sent,
                        transfers,
                        any.sum("mistnet_epoch_pairs_matched"),
                        Arrays.stream(flagsByBank).sum(),
                        String.join(", ", byBank),
                        more.isEmpty() ? "" : "   " + more));
        out.flush();
    }

    /** Epochs that ended, as the first compute node counts them. */
    long epochs() throws InterruptedException {
        return (long) metrics.await(banks.get(0).http()).sum("mistnet_epoch_last");
    }

    /** Transfers that the nodes of all banks have read. */
    long read() throws InterruptedException {
        double transfers = 0;
        for (Bank bank : banks) {
            transfers += metrics.await(bank.http()).sum("mistnet_ingest_transfers_total");
        }
        return (long) transfers;
    }

    /** Bytes that all banks' nodes sent to each other for propagation. */
    long bytesSent() throws InterruptedException {
        double bytes = 0;
        for (Bank bank : banks) {
            Metrics node = metrics.await(bank.http());
            bytes += node.sum(TRANSFERRED, SENT, Metrics.label("link", "control"))
                    + node.sum(TRANSFERRED, SENT, Metrics.label("link", "shares"));
        }
        return (long) bytes;
    }
}
