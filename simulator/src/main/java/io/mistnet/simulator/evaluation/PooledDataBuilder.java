package io.mistnet.simulator.evaluation;

import io.mistnet.connectors.dataset.AccountRow;
import io.mistnet.connectors.dataset.Label;
import io.mistnet.simulator.graph.PairTable;
import io.mistnet.simulator.graph.TransferGraph;
import io.mistnet.simulator.graph.TransferTable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers {@link PooledData}, first the accounts, then the transfers. Millions of both fit into few hundred MB. */
public final class PooledDataBuilder {

    private final Map<String, Integer> indexOfAccount = new HashMap<>();
    private final Map<String, Integer> indexOfBank = new HashMap<>();
    private final List<String> banks = new ArrayList<>();
    private final List<String> accounts = new ArrayList<>();
    private final TransferTable transfers = new TransferTable(1 << 16);
    private int[] bank = new int[1024];
    private double[] risk = new double[1024];
    private boolean[] illicit = new boolean[1024];
    private boolean risks = true;
    private boolean labels = true;

    /**
     * Adds an account.
     *
     * @throws IllegalArgumentException where the account was added before
     */
    public void account(AccountRow account) {
        int index = accounts.size();
        if (indexOfAccount.putIfAbsent(account.account(), index) != null) {
            throw new IllegalArgumentException("an account stands twice in the list of accounts");
        }
        if (index == bank.length) {
            bank = Arrays.copyOf(bank, 2 * index);
            risk = Arrays.copyOf(risk, 2 * index);
            illicit = Arrays.copyOf(illicit, 2 * index);
        }
        accounts.add(account.account());
        bank[index] = indexOfBank.computeIfAbsent(account.bank(), this::newBank);
        risk[index] = account.initialRisk().orElse(0);
        illicit[index] = account.label() == Label.ILLICIT;
        risks &= account.initialRisk().isPresent();
        labels &= account.label() != Label.UNKNOWN;
    }

    /**
     * Adds a transfer. A party that was not added as an account is outside the network.
     *
     * @param amount in minor units
     */
    public void transfer(String debtor, String creditor, long amount) {
        transfers.add(
                indexOfAccount.getOrDefault(debtor, TransferTable.OUTSIDE),
                indexOfAccount.getOrDefault(creditor, TransferTable.OUTSIDE),
                amount);
    }

    /** The data set; the builder is used up. */
    public PooledData build() {
        int size = accounts.size();
        TransferGraph graph =
                new TransferGraph(banks.size(), Arrays.copyOf(bank, size), digests(), PairTable.of(transfers, size));
        return new PooledData(
                List.copyOf(banks),
                List.copyOf(accounts),
                risks ? Arrays.copyOf(risk, size) : null,
                labels ? Arrays.copyOf(illicit, size) : null,
                graph,
                transfers.size());
    }

    private int newBank(String name) {
        banks.add(name);
        return banks.size() - 1;
    }

    private long[] digests() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            long[] words = new long[2 * accounts.size()];
            for (int i = 0; i < accounts.size(); i++) {
                ByteBuffer digest =
                        ByteBuffer.wrap(sha256.digest(accounts.get(i).getBytes(StandardCharsets.UTF_8)));
                words[2 * i] = digest.getLong();
                words[2 * i + 1] = digest.getLong();
            }
            return words;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
