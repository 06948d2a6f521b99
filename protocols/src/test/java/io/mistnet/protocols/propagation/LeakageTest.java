package io.mistnet.protocols.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.protocols.propagation.Policy.Output;
import io.mistnet.protocols.propagation.Policy.Outside;
import io.mistnet.protocols.propagation.Policy.Profile;
import io.mistnet.protocols.propagation.Recording.Message;
import io.mistnet.protocols.sharing.ChiSquare;
import io.mistnet.protocols.sharing.Party;
import io.mistnet.protocols.sharing.Seed;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What compute parties receive says nothing beyond public sizes: its shape is the same for other ledgers of the same sizes, its words look uniform, and nothing secret stands in it.
 *
 * <p>A step's bytes are tested by chi-square where there are enough; a sound protocol fails once in 10^9 for each of some hundred steps, and never for the seeds used here.
 */
class LeakageTest {

    /** Enough for ten of each byte. */
    private static final int ENOUGH_BYTES = 2_560;

    /** Steps whose words are public by design: keys, hashes and findings, numbers of matches, lists between shuffled rows, bits about a bank that does not lie. */
    private static final Pattern PUBLIC = Pattern.compile(
            "key agreement|input agreement/.*|input checks/.*/any/opening.*|input checks/order/opening.*|matching/(counts|map)"
                    + "|matching/composition/opening|finish|dealing/(V to S|D to V)");

    static List<Policy> policies() {
        return List.of(
                Policies.weighted(List.of(0.5, 0.3), Outside.prior(0.7), new Output.Flag(), Profile.HARDENED),
                Policies.scores(0.5, 0.3, 0.5),
                Policies.taint(3, 1L << 50));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void allThatIsReceivedIsUniformAndOfPublicShape(Policy policy) {
        LeakageGraph graph = new LeakageGraph(3, 320, 300);
        List<Ledger> one = graph.ledgers(1);
        List<Ledger> other = graph.ledgers(2);
        Map<Party, Recording> first = record(policy, one, 1);
        Map<Party, Recording> second = record(policy, other, 2);
        for (Party party : Party.values()) {
            assertThat(String.join("\n", second.get(party).shapes()))
                    .isEqualTo(String.join("\n", first.get(party).shapes()));
            assertUniform(party, first.get(party));
            assertUniform(party, second.get(party));
            assertHopsAreMasked(first.get(party));
            assertNothingSecret(policy, one, first.get(party));
            assertNothingSecret(policy, other, second.get(party));
        }
    }

    private static Map<Party, Recording> record(Policy policy, List<Ledger> ledgers, long seed) {
        ThreeParties network = new ThreeParties(policy, seed);
        Map<Party, Recording> recordings = new EnumMap<>(Party.class);
        for (Party party : Party.values()) {
            recordings.put(party, new Recording());
            network.around(party, recordings.get(party)::on);
        }
        assertThat(network.run(ledgers).excluded()).isEmpty();
        return recordings;
    }

    private static void assertUniform(Party party, Recording recording) {
        Map<String, int[]> counts = new TreeMap<>();
        recording.received().forEach(message -> count(message, counts));
        recording.openings().forEach(message -> count(message, counts));
        int tested = 0;
        for (Map.Entry<String, int[]> step : counts.entrySet()) {
            int bytes = Arrays.stream(step.getValue()).sum();
            if (bytes >= ENOUGH_BYTES) {
                tested++;
                assertThat(ChiSquare.of(step.getValue()))
                        .as("%s receives %s: %d bytes", party, step.getKey(), bytes)
                        .isLessThan(ChiSquare.limit(256));
            }
        }
        assertThat(tested).isGreaterThan(10);
    }

    private static void count(Message message, Map<String, int[]> counts) {
        String step = message.step().toString();
        if (PUBLIC.matcher(step.replaceAll(" as (a sum|bits)$", "")).matches()) {
            return;
        }
        int[] bytes = counts.computeIfAbsent(
                (message.isWithBank() ? "banks" : message.peer()) + ": " + step, s -> new int[256]);
        for (long word : message.words()) {
            for (int k = 0; k < Long.BYTES; k++) {
                bytes[(int) (word >>> (8 * k)) & 0xff]++;
            }
        }
    }

    /**
     * What a party sends on one hop and receives on the next belong to one sharing, in an order that it does not know. The sum over all rows does not depend on the order: small, if nothing masked the second hop. A sound
     * protocol passes but for 2^-19 a hop.
     */
    private static void assertHopsAreMasked(Recording recording) {
        Map<String, Long> sent = recording.sums(false);
        recording.sums(true).forEach((step, received) -> {
            int last = step.length() - 1;
            String before = step.substring(0, last) + (char) (step.charAt(last) - 1);
            if (step.contains("/hop ") && sent.containsKey(before)) {
                assertThat(Math.abs(received + sent.get(before))).as(step).isGreaterThan(1L << 44);
            }
        });
    }

    /** No run of eight bytes of any secret, in either order of bytes, at any offset. */
    private static void assertNothingSecret(Policy policy, List<Ledger> ledgers, Recording recording) {
        Set<Long> secrets = new HashSet<>();
        for (Ledger ledger : ledgers) {
            for (long digest : ledger.parties().digests()) {
                addBothOrders(secrets, digest);
            }
            addAll(secrets, ledger.incoming().amount());
            addAll(secrets, ledger.outgoing().amount());
            if (policy.rule() == Policy.Rule.WEIGHTED) {
                BankBlock block = new BankBlock(
                        ledger,
                        policy,
                        new EpochId(7, 0),
                        ThreeParties.secretsOf(ledger.bank()),
                        Seed.of(new byte[32]));
                addAll(secrets, block.risk());
                addAll(secrets, block.weights(0).rows());
            }
            for (int bank = 0; bank < ledgers.size(); bank++) {
                byte[] secret = ThreeParties.secretsOf(ledger.bank()).with(bank);
                addRuns(secrets, secret);
                for (String direction : List.of(
                        "tags from %d to %d".formatted(bank, ledger.bank()),
                        "tags from %d to %d".formatted(ledger.bank(), bank))) {
                    addRuns(
                            secrets,
                            Seed.of(secret)
                                    .derive(new EpochId(7, 0).context() + "/" + direction)
                                    .toBytes());
                }
            }
        }
        secrets.removeIf(word -> Long.bitCount(word) < 8);
        assertThat(secrets).hasSizeGreaterThan(1_000);
        boolean[] endings = new boolean[1 << 24];
        secrets.forEach(word -> endings[ending(word)] = true);
        recording.received().forEach(message -> {
            ByteBuffer bytes =
                    ByteBuffer.allocate(message.words().length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asLongBuffer().put(message.words());
            boolean found = false;
            for (int at = 0; at + Long.BYTES <= bytes.capacity(); at++) {
                long run = bytes.getLong(at);
                found |= endings[ending(run)] && secrets.contains(run);
            }
            assertThat(found).as("a secret %s", message.shape()).isFalse();
        });
    }

    /** Tells most runs from all secrets at a glance. */
    private static int ending(long run) {
        return (int) run & (1 << 24) - 1;
    }

    private static void addAll(Set<Long> secrets, long[] words) {
        for (long word : words) {
            addBothOrders(secrets, word);
        }
    }

    private static void addBothOrders(Set<Long> secrets, long word) {
        secrets.add(word);
        secrets.add(Long.reverseBytes(word));
    }

    private static void addRuns(Set<Long> secrets, byte[] bytes) {
        for (int at = 0; at + Long.BYTES <= bytes.length; at++) {
            addBothOrders(secrets, ByteBuffer.wrap(bytes).getLong(at));
        }
    }
}
