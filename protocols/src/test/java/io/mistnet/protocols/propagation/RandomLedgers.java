package io.mistnet.protocols.propagation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Random graphs with hubs, self-transfers, isolated accounts, outside senders, tiny and huge amounts, cut up into banks' ledgers. */
final class RandomLedgers {

    record Edge(String sender, String receiver) {}

    final Map<String, Integer> bankOf = new LinkedHashMap<>();
    final Map<String, Double> risk = new HashMap<>();
    final Map<Edge, Long> amounts = new LinkedHashMap<>();
    private final int banks;

    private RandomLedgers(int banks) {
        this.banks = banks;
    }

    static RandomLedgers draw(long seed, int banks, int accounts, int transfers, boolean huge) {
        SplittableRandom random = new SplittableRandom(seed);
        RandomLedgers graph = new RandomLedgers(banks);
        for (int k = 0; k < accounts; k++) {
            graph.account(
                    "A" + k,
                    random.nextInt(banks),
                    switch (random.nextInt(4)) {
                        case 0 -> 1.0;
                        case 1 -> random.nextDouble();
                        default -> 0.0;
                    });
        }
        for (int k = 0; k < transfers; k++) {
            String sender = party(random, accounts);
            String receiver = party(random, accounts);
            long amount = huge && random.nextBoolean() ? random.nextLong(1L << 53) + 1 : 1 + random.nextInt(1_000_000);
            graph.transfer(sender, receiver, random.nextInt(10) == 0 ? 1 : amount);
        }
        return graph;
    }

    private static String party(SplittableRandom random, int accounts) {
        int kind = random.nextInt(10);
        return kind < 2
                ? "A" + random.nextInt(Math.min(3, accounts))
                : kind == 2 ? "outside" + random.nextInt(9) : "A" + random.nextInt(Math.max(1, accounts * 9 / 10));
    }

    static RandomLedgers empty(int banks) {
        return new RandomLedgers(banks);
    }

    RandomLedgers account(String name, int bank, double initialRisk) {
        bankOf.put(name, bank);
        risk.put(name, initialRisk);
        return this;
    }

    RandomLedgers transfer(String sender, String receiver, long amount) {
        if (bankOf.containsKey(sender) || bankOf.containsKey(receiver)) {
            amounts.merge(new Edge(sender, receiver), amount, Math::addExact);
        }
        return this;
    }

    List<Ledger> ledgers() {
        List<Ledger> ledgers = new ArrayList<>();
        for (int bank = 0; bank < banks; bank++) {
            ledgers.add(ledger(bank));
        }
        return ledgers;
    }

    List<String> accountsOf(int bank) {
        return bankOf.keySet().stream()
                .filter(account -> bankOf.get(account) == bank)
                .toList();
    }

    private Ledger ledger(int bank) {
        Map<String, Integer> index = new LinkedHashMap<>();
        accountsOf(bank).forEach(account -> index.put(account, index.size()));
        int own = index.size();
        List<long[]> outgoing = new ArrayList<>();
        List<long[]> incoming = new ArrayList<>();
        long[] outside = new long[own];
        amounts.forEach((edge, amount) -> {
            boolean known = bankOf.containsKey(edge.sender()) && bankOf.containsKey(edge.receiver());
            if (known && bankOf.get(edge.sender()) == bank) {
                outgoing.add(new long[] {
                    index.get(edge.sender()), index.computeIfAbsent(edge.receiver(), a -> index.size()), amount
                });
            }
            if (known && bankOf.get(edge.receiver()) == bank) {
                incoming.add(new long[] {
                    index.get(edge.receiver()), index.computeIfAbsent(edge.sender(), a -> index.size()), amount
                });
            }
            if (!known && bankOf.getOrDefault(edge.receiver(), -1) == bank) {
                outside[index.get(edge.receiver())] += amount;
            }
        });
        double[] risks = accountsOf(bank).stream().mapToDouble(risk::get).toArray();
        int[] banksOf = index.keySet().stream().mapToInt(bankOf::get).toArray();
        long[] digests =
                index.keySet().stream().flatMapToLong(RandomLedgers::digest).toArray();
        return new Ledger(bank, new Parties(own, banksOf, digests), risks, pairs(outgoing), pairs(incoming), outside);
    }

    private static java.util.stream.LongStream digest(String account) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(account.getBytes(StandardCharsets.UTF_8)));
            return java.util.stream.LongStream.of(bytes.getLong(), bytes.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Pairs pairs(List<long[]> rows) {
        return new Pairs(
                rows.stream().mapToInt(row -> (int) row[0]).toArray(),
                rows.stream().mapToInt(row -> (int) row[1]).toArray(),
                rows.stream().mapToLong(row -> row[2]).toArray());
    }
}
