package io.mistnet.protocols.oprf;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One holder's view of all n dealing a secret each: deals, complaints, answers. In the end all honest holders agree, from the broadcasts alone, which
 * dealers are qualified, and each has the share of each of these that its commitments fix.
 *
 * <p>A dealer is out if its commitments are missing or malformed, if t holders or more complain of it, or if it does not answer every complaint with
 * the complainer's right share, for all to see. An answered complaint leaves it open who lied; the share shown is used. An honest dealer is never
 * out: fewer than t complain of it falsely, and it answers them.
 *
 * @see <a href="https://doi.org/10.1007/3-540-46766-1_9">Pedersen, Non-interactive and information-theoretic secure verifiable secret sharing, CRYPTO 1991</a>
 */
final class VerifiableSharing {

    private final Secret kind;
    private final int me;
    private final int threshold;
    private final int holders;
    private final Secret.Dealt own;
    private final Map<Integer, Commitments> commitments = new TreeMap<>();
    private final Map<Integer, SharePair> pairs = new TreeMap<>();
    private final Map<Integer, Set<Integer>> complainers = new TreeMap<>();
    private final List<Fault> faults = new ArrayList<>();

    VerifiableSharing(Secret kind, int me, int threshold, int holders, SecureRandom random) {
        this.kind = kind;
        this.me = me;
        this.threshold = threshold;
        this.holders = holders;
        this.own = kind.deal(threshold, random);
    }

    Ceremony.Deal deal() {
        Map<Integer, byte[]> privately = new TreeMap<>();
        for (int holder = 1; holder <= holders; holder++) {
            if (holder != me) {
                privately.put(holder, own.pair(holder).bytes());
            }
        }
        return new Ceremony.Deal(own.broadcast().bytes(), privately);
    }

    /** Takes the deals; gives the complaints: one bit for each dealer whose share is missing or wrong. */
    byte[] complain(Map<Integer, byte[]> broadcasts, Map<Integer, byte[]> privately) {
        int complaints = 0;
        for (int dealer = 1; dealer <= holders; dealer++) {
            Optional<Commitments> sent =
                    Optional.ofNullable(broadcasts.get(dealer)).flatMap(bytes -> kind.read(bytes, threshold));
            if (sent.isEmpty()) {
                faults.add(Fault.of(dealer, "dealt no commitments of the right form"));
                continue;
            }
            commitments.put(dealer, sent.get());
            Optional<SharePair> pair = dealer == me
                    ? Optional.of(own.pair(me))
                    : Optional.ofNullable(privately.get(dealer)).flatMap(SharePair::read);
            if (pair.isPresent() && kind.holds(sent.get(), pair.get(), me)) {
                pairs.put(dealer, pair.get());
            } else {
                complaints |= bit(dealer);
            }
        }
        return ByteBuffer.allocate(Integer.BYTES).putInt(complaints).array();
    }

    /** Takes the complaints; gives the answers to those of this holder's own deal: the complainers' shares. */
    byte[] answer(Map<Integer, byte[]> complaints) {
        for (int complainer = 1; complainer <= holders; complainer++) {
            byte[] message = complaints.get(complainer);
            if (message == null || message.length != Integer.BYTES) {
                faults.add(Fault.of(complainer, "sent no complaints of the right form"));
                continue;
            }
            int bits = ByteBuffer.wrap(message).getInt();
            for (int dealer = 1; dealer <= holders; dealer++) {
                if ((bits & bit(dealer)) != 0) {
                    complainers.computeIfAbsent(dealer, any -> new TreeSet<>()).add(complainer);
                }
            }
        }
        Map<Integer, SharePair> answers = new TreeMap<>();
        complainers.getOrDefault(me, Set.of()).forEach(complainer -> answers.put(complainer, own.pair(complainer)));
        return SharePair.bytes(answers);
    }

    /**
     * Takes the answers; from here on {@link #dealers} are the qualified ones.
     *
     * @throws CeremonyFailedException if they are fewer than t
     */
    void settle(Map<Integer, byte[]> answers) {
        complainers.keySet().retainAll(commitments.keySet());
        complainers.forEach((dealer, by) -> {
            Map<Integer, SharePair> shown = Optional.ofNullable(answers.get(dealer))
                    .flatMap(bytes -> SharePair.readAll(bytes, holders))
                    .orElse(Map.of());
            settle(dealer, commitments(dealer), by, shown);
        });
        if (commitments.size() < threshold) {
            throw new CeremonyFailedException(
                    "%d dealers are needed, and %d are left".formatted(threshold, commitments.size()), faults);
        }
    }

    private void settle(int dealer, Commitments committed, Set<Integer> by, Map<Integer, SharePair> shown) {
        if (by.size() >= threshold) {
            disqualify(dealer, "dealt shares that %d holders complained of".formatted(by.size()));
            return;
        }
        for (int complainer : by) {
            SharePair pair = shown.get(complainer);
            if (pair == null || !kind.holds(committed, pair, complainer)) {
                disqualify(dealer, "showed no right share of holder " + complainer + ", who complained");
                return;
            }
        }
        for (int complainer : by) {
            if (complainer == me) {
                pairs.put(dealer, Objects.requireNonNull(shown.get(me)));
            }
            faults.add(Fault.between(
                    dealer,
                    complainer,
                    "holder %d complained of its share from dealer %d, who then showed a right one"
                            .formatted(complainer, dealer)));
        }
    }

    private void disqualify(int dealer, String reason) {
        faults.add(Fault.of(dealer, reason));
        commitments.remove(dealer);
        pairs.remove(dealer);
    }

    /** The qualified dealers. */
    Set<Integer> dealers() {
        return Collections.unmodifiableSet(commitments.keySet());
    }

    Commitments commitments(int dealer) {
        return Objects.requireNonNull(commitments.get(dealer), "no qualified dealer");
    }

    /** Whether the pair is the holder's share of a qualified dealer's secret. */
    boolean holds(int dealer, SharePair pair, int holder) {
        return kind.holds(commitments(dealer), pair, holder);
    }

    /** This holder's share of a qualified dealer's secret. */
    SharePair pair(int dealer) {
        SharePair pair = pairs.get(dealer);
        if (pair == null) {
            throw new CeremonyFailedException(
                    "this holder's complaint of dealer %d did not reach the others".formatted(dealer), faults);
        }
        return pair;
    }

    /** This holder's share of the sum of all qualified dealers' secrets. */
    BigInteger sum() {
        return dealers().stream()
                .map(dealer -> pair(dealer).value())
                .reduce(BigInteger.ZERO, BigInteger::add)
                .mod(P256.ORDER);
    }

    Polynomial ownValues() {
        return own.values();
    }

    /** What was found so far; the run's later phases add to it. */
    List<Fault> faults() {
        return faults;
    }

    private static int bit(int holder) {
        return 1 << (holder - 1);
    }
}
