package io.mistnet.simulator.demo;

import io.mistnet.protocols.propagation.Ledger;
import io.mistnet.protocols.propagation.PlainPropagation;
import io.mistnet.protocols.propagation.Policy;
import io.mistnet.simulator.graph.LoneBank;
import io.mistnet.simulator.graph.PairTable;
import io.mistnet.simulator.graph.TransferGraph;
import io.mistnet.simulator.graph.TransferTable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** What the demonstration's data say when all of them are pooled in the clear, or each bank looks at its own: for comparison only; no node does this. */
final class Comparison {

    private final Scenario scenario;
    private final Policy policy;
    private final double[] risk;
    private final int[] banks;
    private final long[] digests;

    Comparison(Scenario scenario, Policy policy) {
        this.scenario = scenario;
        this.policy = policy;
        this.risk =
                scenario.accounts().stream().mapToDouble(Scenario.Account::risk).toArray();
        this.banks =
                scenario.accounts().stream().mapToInt(Scenario.Account::bank).toArray();
        this.digests = digests(scenario.accounts());
    }

    /** For every account whether it is flagged when the first so many transfers are pooled. Like a node, it speaks only of accounts that a transfer named. */
    boolean[] pooled(int transfers) {
        TransferGraph graph = graph(transfers);
        return flagged(graph.joined(PlainPropagation.run(graph.ledgers(risk), policy)), transfers);
    }

    /** The same where every bank looks at its own transfers alone. */
    boolean[] alone(int transfers) {
        TransferGraph graph = graph(transfers);
        List<double[]> results = graph.ledgers(risk).stream()
                .map((Ledger ledger) -> PlainPropagation.run(List.of(LoneBank.of(ledger)), policy)
                        .get(0))
                .toList();
        return flagged(graph.joined(results), transfers);
    }

    private TransferGraph graph(int transfers) {
        TransferTable table = new TransferTable(Math.max(16, transfers));
        for (Scenario.Move move : scenario.transfers().subList(0, transfers)) {
            if (move.debtor() != move.creditor()) {
                table.add(party(move.debtor()), party(move.creditor()), move.amount());
            }
        }
        return new TransferGraph(scenario.banks(), banks, digests, PairTable.of(table, banks.length));
    }

    private static int party(int account) {
        return account == Scenario.OUTSIDE ? TransferTable.OUTSIDE : account;
    }

    private boolean[] flagged(double[] results, int transfers) {
        boolean[] flagged = new boolean[results.length];
        for (Scenario.Move move : scenario.transfers().subList(0, transfers)) {
            for (int account : new int[] {move.debtor(), move.creditor()}) {
                if (account != Scenario.OUTSIDE) {
                    flagged[account] = results[account] >= 1;
                }
            }
        }
        return flagged;
    }

    private static long[] digests(List<Scenario.Account> accounts) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            long[] words = new long[2 * accounts.size()];
            for (int i = 0; i < accounts.size(); i++) {
                ByteBuffer digest =
                        ByteBuffer.wrap(sha256.digest(accounts.get(i).number().getBytes(StandardCharsets.UTF_8)));
                words[2 * i] = digest.getLong();
                words[2 * i + 1] = digest.getLong();
            }
            return words;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
