package io.mistnet.protocols.oprf;

import java.math.BigInteger;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bouncycastle.math.ec.ECPoint;

/**
 * The second half of {@link KeyGeneration}: takes the hiding off the qualified dealers' commitments. A dealer can no longer leave: if its extraction
 * is missing, or does not fit a share that it dealt, the others interpolate its polynomial from their shares.
 */
final class Extraction {

    private final VerifiableSharing sharing;
    private final int me;
    private final int threshold;
    private final int holders;
    private final Map<Integer, Commitments> extracted = new TreeMap<>();
    private final Set<Integer> exposed = new TreeSet<>();
    private final Map<Integer, Map<Integer, SharePair>> shown = new TreeMap<>();

    Extraction(VerifiableSharing sharing, int me, int threshold, int holders) {
        this.sharing = sharing;
        this.me = me;
        this.threshold = threshold;
        this.holders = holders;
    }

    /** This holder's extraction; empty if it is not qualified. */
    byte[] extract() {
        return sharing.dealers().contains(me)
                ? Commitments.feldman(sharing.ownValues()).bytes()
                : new byte[0];
    }

    /** Takes the extractions; gives this holder's shares from dealers whose extraction does not fit them. */
    byte[] accuse(Map<Integer, byte[]> extractions) {
        Map<Integer, SharePair> accused = new TreeMap<>();
        for (int dealer : sharing.dealers()) {
            Optional<Commitments> sent =
                    Optional.ofNullable(extractions.get(dealer)).flatMap(bytes -> Commitments.read(bytes, threshold));
            if (sent.isEmpty()) {
                expose(dealer, "extracted nothing of the right form");
                continue;
            }
            extracted.put(dealer, sent.get());
            if (!sent.get().commitTo(sharing.pair(dealer).value(), me)) {
                accused.put(dealer, sharing.pair(dealer));
            }
        }
        return SharePair.bytes(accused);
    }

    /** Takes the accusations; gives this holder's shares from all dealers whose polynomials must be interpolated. */
    byte[] reveal(Map<Integer, byte[]> accusations) {
        for (int accuser = 1; accuser <= holders; accuser++) {
            for (Map.Entry<Integer, SharePair> accusation :
                    entries(accuser, accusations).entrySet()) {
                judge(accuser, accusation.getKey(), accusation.getValue());
            }
        }
        Map<Integer, SharePair> revealed = new TreeMap<>();
        exposed.forEach(dealer -> revealed.put(dealer, sharing.pair(dealer)));
        return SharePair.bytes(revealed);
    }

    private void judge(int accuser, int dealer, SharePair evidence) {
        boolean dealt = sharing.dealers().contains(dealer) && sharing.holds(dealer, evidence, accuser);
        Commitments claimed = extracted.get(dealer);
        if (!dealt || (claimed != null && claimed.commitTo(evidence.value(), accuser))) {
            sharing.faults().add(Fault.of(accuser, "accused dealer %d falsely".formatted(dealer)));
        } else if (claimed != null && !exposed.contains(dealer)) {
            expose(
                    dealer,
                    "extracted other commitments than those of the share that holder %d shows".formatted(accuser));
        }
    }

    private void expose(int dealer, String reason) {
        sharing.faults().add(Fault.of(dealer, reason));
        exposed.add(dealer);
    }

    /**
     * Takes the revealed shares of exposed dealers.
     *
     * @throws CeremonyFailedException if they are fewer than t
     */
    void reconstruct(Map<Integer, byte[]> reveals) {
        exposed.forEach(dealer -> shown.put(dealer, new TreeMap<>()));
        for (int holder = 1; holder <= holders; holder++) {
            Map<Integer, SharePair> revealed = entries(holder, reveals);
            for (int dealer : exposed) {
                SharePair pair = revealed.get(dealer);
                if (pair != null && sharing.holds(dealer, pair, holder)) {
                    shownOf(dealer).put(holder, pair);
                } else {
                    sharing.faults().add(Fault.of(holder, "did not reveal its share from dealer %d".formatted(dealer)));
                }
            }
        }
        for (int dealer : exposed) {
            if (shownOf(dealer).size() < threshold) {
                throw new CeremonyFailedException(
                        "too few shares of dealer %d's secret were revealed".formatted(dealer), sharing.faults());
            }
        }
    }

    /** The generator times the value of a qualified dealer's polynomial at a holder's index. */
    ECPoint valueAt(int dealer, int holder) {
        if (!exposed.contains(dealer)) {
            return Objects.requireNonNull(extracted.get(dealer), "qualified").at(holder);
        }
        int[] known = shownOf(dealer).keySet().stream()
                .mapToInt(Integer::intValue)
                .limit(threshold)
                .toArray();
        BigInteger[] coefficients = Lagrange.at(holder, known);
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < known.length; i++) {
            SharePair pair = Objects.requireNonNull(shownOf(dealer).get(known[i]), "known");
            value = value.add(coefficients[i].multiply(pair.value()));
        }
        return P256.GENERATOR.multiply(value.mod(P256.ORDER));
    }

    private Map<Integer, SharePair> shownOf(int dealer) {
        return Objects.requireNonNull(shown.get(dealer), "exposed");
    }

    private Map<Integer, SharePair> entries(int sender, Map<Integer, byte[]> messages) {
        Optional<Map<Integer, SharePair>> entries =
                Optional.ofNullable(messages.get(sender)).flatMap(bytes -> SharePair.readAll(bytes, holders));
        if (entries.isEmpty()) {
            sharing.faults().add(Fault.of(sender, "sent no shares of the right form"));
        }
        return entries.orElse(Map.of());
    }
}
