package io.mistnet.protocols.oprf;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.math.ec.ECPoint;

/**
 * The asker's side: a batch of inputs, blinded for the holders, and their outputs from t holders' answers.
 *
 * <p><b>Functionality.</b> Input: up to 1,024 inputs of at most 65,535 bytes. Output, to the asker: for each the 32 bytes that RFC 9497 (VOPRF,
 * P256-SHA256) gives under the whole key.
 * <p><b>Security.</b> An input's element H is sent as H + r G, with r uniform and used for it alone: uniform whatever the input, so that no number of
 * holders learns more than how many there are. RFC 9497 sends r H instead. What travels is spread alike, and holders cannot tell the two apart; but r G
 * and r times the public key come from tables: no multiplication of an element of its own, no inversion of r. A summand is taken off with the public
 * key, so Jarecki, Krawczyk and Xu (who write the group multiplicatively) found attacks by holders whose answers or public key are not checked. Here both
 * are: every answer is proven against its public share, and {@link PublicShares} ties these to the public key. So what is left is k H, as with a factor.
 * <p><b>Preconditions.</b> The public shares are the network's (see {@link KeyStatement}).
 * <p><b>On deviation.</b> A wrong answer names its holder; ask another one and call {@link #outputs} again.
 *
 * <p>Holds inputs and blinds: for as long as the answers take, and not kept. Thread-safe.
 *
 * @see <a href="https://eprint.iacr.org/2021/273">On the (in)security of the Diffie-Hellman oblivious PRF with multiplicative blinding, PKC 2021</a>
 */
public final class Blinding {

    private final List<byte[]> inputs;
    private final List<BigInteger> blinds;
    private final Elements blinded;

    private Blinding(List<byte[]> inputs, List<BigInteger> blinds, Elements blinded) {
        this.inputs = inputs;
        this.blinds = blinds;
        this.blinded = blinded;
    }

    /**
     * Blinds a batch of 1 to 1,024 inputs.
     *
     * @param inputs at most 65,535 bytes each; they may be equal
     */
    public static Blinding of(List<byte[]> inputs, SecureRandom random) {
        if (inputs.isEmpty() || inputs.size() > Evaluation.MAX_ELEMENTS) {
            throw new IllegalArgumentException(
                    "a batch has 1 to %d inputs, not %d".formatted(Evaluation.MAX_ELEMENTS, inputs.size()));
        }
        List<byte[]> own = inputs.stream().map(byte[]::clone).toList();
        List<BigInteger> blinds = new ArrayList<>();
        ECPoint[] blinded = new ECPoint[own.size()];
        for (int i = 0; i < blinded.length; i++) {
            ECPoint element = Suite.VOPRF.hashToGroup(own.get(i));
            BigInteger blind = P256.randomScalar(random);
            blinded[i] = element.add(P256.GENERATOR.multiply(blind));
            blinds.add(blind);
        }
        return new Blinding(own, blinds, Elements.pack(blinded));
    }

    /** What the holders get: the blinded elements, 33 bytes each, in the inputs' order. */
    public byte[] elements() {
        return blinded.packed().clone();
    }

    /** How many inputs there are. */
    public int size() {
        return inputs.size();
    }

    /**
     * Checks the answers of t holders and makes the outputs of them.
     *
     * @param answers by holder, from 1; those of more than t holders are checked too
     * @return 32 bytes for each input, in the inputs' order
     * @throws HolderDeviationException at a wrong answer; the first one by index
     * @throws IllegalArgumentException if fewer than t holders answered, or there is no such holder
     */
    public List<byte[]> outputs(PublicShares key, Map<Integer, Evaluation> answers) {
        if (answers.size() < key.threshold()) {
            throw new IllegalArgumentException(
                    "%d holders must answer, and %d did".formatted(key.threshold(), answers.size()));
        }
        List<Checked> checked = new TreeMap<>(answers)
                .entrySet().stream()
                        .map(answer -> check(answer.getKey(), key.share(answer.getKey()), answer.getValue()))
                        .toList();
        return finish(key, checked.subList(0, key.threshold()));
    }

    private record Checked(int holder, ECPoint[] points) {}

    private Checked check(int holder, ECPoint publicShare, Evaluation answer) {
        if (answer.elements().length != blinded.packed().length) {
            throw new HolderDeviationException(
                    holder,
                    "%d elements, where %d were asked"
                            .formatted(answer.elements().length / P256.ELEMENT_BYTES, size()));
        }
        try {
            Elements evaluated = Elements.unpack(answer.elements());
            if (Proof.of(answer.proof()).verifies(publicShare, blinded, evaluated)) {
                return new Checked(holder, evaluated.points());
            }
        } catch (IllegalArgumentException e) {
            throw new HolderDeviationException(holder, String.valueOf(e.getMessage()));
        }
        throw new HolderDeviationException(holder, "the proof does not hold");
    }

    private List<byte[]> finish(PublicShares key, List<Checked> answers) {
        int[] holders = answers.stream().mapToInt(Checked::holder).toArray();
        BigInteger[] coefficients = Lagrange.atZero(holders, key.holders());
        ECPoint[] unblinded = new ECPoint[size()];
        for (int i = 0; i < unblinded.length; i++) {
            int element = i;
            ECPoint[] parts =
                    answers.stream().map(answer -> answer.points()[element]).toArray(ECPoint[]::new);
            unblinded[i] = MultiScalar.sumOfSmall(parts, coefficients)
                    .subtract(key.key().multiply(blinds.get(i)));
        }
        Elements elements = Elements.pack(unblinded);
        List<byte[]> outputs = new ArrayList<>();
        for (int i = 0; i < unblinded.length; i++) {
            outputs.add(Suite.VOPRF.finish(inputs.get(i), elements.encoded(i)));
        }
        return outputs;
    }

    @Override
    public String toString() {
        return "Blinding(%d inputs, secret)".formatted(size());
    }
}
