package io.mistnet.protocols.oprf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shares, public shares, statements and rings: what belongs together, and what does not. */
class KeyShareTest {

    private final SecureRandom random = new SeededRandom(1);
    private final PlainOprf twin = PlainOprf.derive(new byte[32], new byte[0]);
    private final List<KeyShare> shares = Dealer.deal(twin, 2, 4, random);
    private final PublicShares key = shares.get(0).publicShares();

    @Test
    void keptShareIsReadBack() {
        KeyShare read = KeyShare.of(3, shares.get(2).secret(), key);

        assertThat(read.secret()).isEqualTo(shares.get(2).secret());
        assertThatThrownBy(() -> KeyShare.of(2, shares.get(2).secret(), key)).hasMessageContaining("holder 2");
        assertThatThrownBy(() -> KeyShare.of(5, shares.get(2).secret(), key)).hasMessageContaining("no holder 5");
        assertThatThrownBy(() -> KeyShare.of(3, new byte[31], key)).hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> KeyShare.of(3, new byte[32], key)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void publicSharesAreReadBack() {
        assertThat(PublicShares.of(2, key.publicKey(), encoded())).isEqualTo(key);
    }

    @Test
    void publicSharesThatDoNotBelongTogetherAreRefused() {
        byte[] stranger = PlainOprf.derive(new byte[32], new byte[1]).publicKey();
        for (int i = 0; i < 4; i++) {
            List<byte[]> changed = encoded();
            changed.set(i, stranger);
            assertThatThrownBy(() -> PublicShares.of(2, key.publicKey(), changed))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        List<byte[]> swapped = encoded();
        Collections.swap(swapped, 0, 1);
        assertThatThrownBy(() -> PublicShares.of(2, key.publicKey(), swapped))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PublicShares.of(2, stranger, encoded())).hasMessageContaining("public key");
        assertThatThrownBy(() -> PublicShares.of(1, key.publicKey(), encoded()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PublicShares.of(2, key.publicKey(), encoded().subList(0, 3)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PublicShares.of(2, new byte[33], encoded()))
                .isInstanceOf(InvalidElementException.class);
    }

    /**
     * A higher threshold than that of the polynomial would be no error of the shares, but the statement says which it is; the public key depends on
     * it only by the interpolation.
     */
    @ParameterizedTest
    @CsvSource({"0,3", "4,3", "1,0", "33,33", "1,33"})
    void thresholdsOutOfRangeAreRefused(int threshold, int holders) {
        assertThatThrownBy(() ->
                        PublicShares.of(threshold, key.publicKey(), Collections.nCopies(holders, key.publicKey())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** For any t - 1 shares and any key there is a polynomial that deals these shares of that key. */
    @Test
    void fewerThanThresholdSharesFitEveryKey() {
        int threshold = 3;
        Polynomial dealt = Polynomial.random(threshold, random);
        for (int trial = 0; trial < 50; trial++) {
            BigInteger anyKey = P256.randomScalar(random);
            int[] known = {1 + trial % 5, 6 + trial % 3};
            Polynomial fitting = through(known, dealt, anyKey);
            assertThat(fitting.at(0)).isEqualTo(anyKey);
            for (int holder : known) {
                assertThat(fitting.at(holder)).isEqualTo(dealt.at(holder));
            }
        }
    }

    /** The parabola with this value at 0 that agrees with another one at two places. */
    private static Polynomial through(int[] known, Polynomial dealt, BigInteger atZero) {
        BigInteger[] slopes = new BigInteger[2];
        for (int i = 0; i < 2; i++) {
            slopes[i] = dealt.at(known[i])
                    .subtract(atZero)
                    .multiply(BigInteger.valueOf(known[i]).modInverse(P256.ORDER));
        }
        BigInteger square = slopes[1]
                .subtract(slopes[0])
                .multiply(BigInteger.valueOf(known[1] - known[0]).modInverse(P256.ORDER))
                .mod(P256.ORDER);
        BigInteger linear = slopes[0]
                .subtract(square.multiply(BigInteger.valueOf(known[0])))
                .mod(P256.ORDER);
        return new Polynomial(List.of(atZero, linear, square));
    }

    @Test
    void statementsAreReadBackAndDifferInEveryField() {
        byte[] network = new byte[32];
        random.nextBytes(network);
        KeyStatement statement = new KeyStatement(network, 7, 2, key);

        assertThat(KeyStatement.of(statement.toBytes())).isEqualTo(statement);
        assertThat(statement).isNotEqualTo(new KeyStatement(new byte[32], 7, 2, key));
        assertThat(statement).isNotEqualTo(new KeyStatement(network, 8, 2, key));
        assertThat(statement).isNotEqualTo(new KeyStatement(network, 7, 3, key));
        assertThat(statement)
                .isNotEqualTo(new KeyStatement(
                        network, 7, 2, Dealer.deal(twin, 2, 4, random).get(0).publicShares()));
    }

    @Test
    void changedStatementsAreRefusedOrDiffer() {
        KeyStatement statement = new KeyStatement(new byte[32], 7, 2, key);
        byte[] bytes = statement.toBytes();
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            try {
                assertThat(KeyStatement.of(changed)).isNotEqualTo(statement);
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageNotContaining("null");
            }
            int shorter = i;
            assertThatThrownBy(() -> KeyStatement.of(Arrays.copyOf(bytes, shorter)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> KeyStatement.of(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ringHoldsSeveralEpochsAndRefusesOthers() {
        KeyShare later = Dealer.deal(PlainOprf.derive(new byte[32], new byte[1]), 2, 3, random)
                .get(0);
        KeyRing ring = KeyRing.empty().with(1, shares.get(0)).with(2, later);

        assertThat(ring.share(1)).isSameAs(shares.get(0));
        assertThat(ring.share(2)).isSameAs(later);
        assertThat(ring.epochs()).containsExactly(1, 2);
        assertThatThrownBy(() -> ring.share(3))
                .isInstanceOf(UnknownEpochException.class)
                .hasMessageContaining("epoch 3")
                .hasMessageContaining("[1, 2]");
        assertThatThrownBy(() -> ring.without(1).share(1)).isInstanceOf(UnknownEpochException.class);
        assertThat(ring.with(1, shares.get(1)).share(1)).isSameAs(shares.get(1));
        assertThat(ring.share(1)).isSameAs(shares.get(0));
    }

    private List<byte[]> encoded() {
        return new ArrayList<>(
                IntStream.rangeClosed(1, 4).mapToObj(key::publicShare).toList());
    }
}
