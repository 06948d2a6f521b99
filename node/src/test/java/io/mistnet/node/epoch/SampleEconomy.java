package io.mistnet.node.epoch;

import io.mistnet.node.epoch.LedgerSource.Snapshot;
import io.mistnet.protocols.propagation.Ledger;
import io.mistnet.protocols.propagation.Pairs;
import io.mistnet.protocols.propagation.Parties;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Random transfers among some banks' accounts, and each bank's ledger of them. */
final class SampleEconomy {

    private record Account(int bank, int number) implements Comparable<Account> {
        String name() {
            return "BANK%dACCOUNT%d".formatted(bank, number);
        }

        @Override
        public int compareTo(Account other) {
            return bank != other.bank ? bank - other.bank : number - other.number;
        }
    }

    private record Pair(Account from, Account to, long amount) {}

    private final int accountsPerBank;
    private final List<Pair> pairs = new ArrayList<>();

    SampleEconomy(int banks, int accountsPerBank, int transfers, long seed) {
        this.accountsPerBank = accountsPerBank;
        SplittableRandom random = new SplittableRandom(seed);
        Set<String> seen = new TreeSet<>();
        for (int i = 0; i < transfers; i++) {
            Account from = new Account(random.nextInt(banks), random.nextInt(accountsPerBank));
            Account to = new Account(random.nextInt(banks), random.nextInt(accountsPerBank));
            if (!from.equals(to) && seen.add(from.name() + to.name())) {
                pairs.add(new Pair(from, to, 1 + random.nextInt(100_000)));
            }
        }
    }

    /** The ledger of a bank; a third of its accounts are risky on its own account. */
    Snapshot snapshot(int bank) {
        List<Account> accounts = new ArrayList<>();
        for (int number = 0; number < accountsPerBank; number++) {
            accounts.add(new Account(bank, number));
        }
        pairs.stream()
                .filter(pair -> pair.from().bank() == bank || pair.to().bank() == bank)
                .flatMap(pair -> List.of(pair.from(), pair.to()).stream())
                .filter(account -> account.bank() != bank)
                .distinct()
                .sorted()
                .forEach(accounts::add);
        Map<Account, Integer> index = new HashMap<>();
        int[] banks = new int[accounts.size()];
        long[] digests = new long[2 * banks.length];
        for (int i = 0; i < banks.length; i++) {
            index.put(accounts.get(i), i);
            banks[i] = accounts.get(i).bank();
            ByteBuffer digest = ByteBuffer.wrap(sha256(accounts.get(i).name()));
            digests[2 * i] = digest.getLong();
            digests[2 * i + 1] = digest.getLong();
        }
        double[] risk = new double[accountsPerBank];
        for (int i = 0; i < risk.length; i++) {
            risk[i] = i % 3 == 0 ? 0.9 : 0.1;
        }
        Ledger ledger = new Ledger(
                bank,
                new Parties(accountsPerBank, banks, digests),
                risk,
                pairs(pairs.stream().filter(pair -> pair.from().bank() == bank).toList(), index, true),
                pairs(pairs.stream().filter(pair -> pair.to().bank() == bank).toList(), index, false),
                new long[accountsPerBank]);
        List<String> names =
                accounts.subList(0, accountsPerBank).stream().map(Account::name).toList();
        return new Snapshot(ledger, names, some -> Map.of());
    }

    private static Pairs pairs(List<Pair> some, Map<Account, Integer> index, boolean outgoing) {
        int[] account = new int[some.size()];
        int[] counterparty = new int[some.size()];
        long[] amount = new long[some.size()];
        for (int i = 0; i < amount.length; i++) {
            int from = index.getOrDefault(some.get(i).from(), -1);
            int to = index.getOrDefault(some.get(i).to(), -1);
            account[i] = outgoing ? from : to;
            counterparty[i] = outgoing ? to : from;
            amount[i] = some.get(i).amount();
        }
        return new Pairs(account, counterparty, amount);
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
