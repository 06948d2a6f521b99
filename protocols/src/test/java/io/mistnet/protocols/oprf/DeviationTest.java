package io.mistnet.protocols.oprf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a holder answers but the truth, it is named; whatever an asker sends but elements, is refused. */
class DeviationTest {

    private final SecureRandom random = new SeededRandom(1);
    private final PlainOprf twin = PlainOprf.derive(new byte[32], new byte[0]);
    private final List<KeyShare> shares = Dealer.deal(twin, 2, 3, random);
    private final PublicShares key = shares.get(0).publicShares();
    private final List<byte[]> inputs = List.of(bytes("a"), bytes("b"));
    private final Blinding blinding = Blinding.of(inputs, random);
    private final Evaluation first = shares.get(0).evaluate(blinding.elements(), random);
    private final Evaluation second = shares.get(1).evaluate(blinding.elements(), random);

    @Test
    void anotherHoldersAnswerTakesTheWrongOnesPlace() {
        assertNamed(2, Map.of(1, first, 2, changed(second, 0)));

        Evaluation third = shares.get(2).evaluate(blinding.elements(), random);
        assertThat(blinding.outputs(key, Map.of(1, first, 3, third)))
                .containsExactlyElementsOf(inputs.stream().map(twin::evaluate).toList());
    }

    @Test
    void wrongShare() {
        KeyShare stranger = Dealer.deal(PlainOprf.derive(new byte[32], new byte[1]), 2, 3, random)
                .get(1);

        assertNamed(2, Map.of(1, first, 2, stranger.evaluate(blinding.elements(), random)));
    }

    @Test
    void anotherHoldersAnswerAsItsOwn() {
        assertNamed(2, Map.of(1, first, 2, first));
    }

    @Test
    void swappedElements() {
        byte[] elements = second.elements();
        byte[] swapped = joined(Arrays.copyOfRange(elements, 33, 66), Arrays.copyOf(elements, 33));

        assertNamed(2, Map.of(1, first, 2, new Evaluation(swapped, second.proof())));
    }

    @Test
    void oneElementOfALargeBatchNegated() {
        Blinding large = Blinding.of(
                IntStream.range(0, 100).mapToObj(i -> bytes("x" + i)).toList(), random);
        Evaluation honest = shares.get(1).evaluate(large.elements(), random);
        byte[] negated = honest.elements();
        negated[77 * 33] ^= 1;

        assertThatThrownBy(() -> large.outputs(
                        key,
                        Map.of(
                                1,
                                shares.get(0).evaluate(large.elements(), random),
                                2,
                                new Evaluation(negated, honest.proof()))))
                .isInstanceOfSatisfying(
                        HolderDeviationException.class,
                        e -> assertThat(e.holder()).isEqualTo(2));
    }

    @Test
    void answerToAnotherBatch() {
        Evaluation other = shares.get(1).evaluate(Blinding.of(inputs, random).elements(), random);

        assertNamed(2, Map.of(1, first, 2, other));
        assertNamed(2, Map.of(1, first, 2, new Evaluation(second.elements(), other.proof())));
        assertNamed(2, Map.of(1, first, 2, new Evaluation(other.elements(), second.proof())));
    }

    @Test
    void anyByteOfTheProofChanged() {
        for (int i = 0; i < Evaluation.PROOF_BYTES; i++) {
            byte[] proof = second.proof().clone();
            proof[i] ^= 1;
            assertNamed(2, Map.of(1, first, 2, new Evaluation(second.elements(), proof)));
        }
    }

    @Test
    void proofWithScalarsAboveTheOrder() {
        byte[] proof = second.proof().clone();
        Arrays.fill(proof, 32, 64, (byte) 0xFF);

        assertNamed(2, Map.of(1, first, 2, new Evaluation(second.elements(), proof)));
    }

    @Test
    void fewerOrMoreElements() {
        byte[] elements = second.elements();

        assertNamed(2, Map.of(1, first, 2, new Evaluation(Arrays.copyOf(elements, 33), second.proof())));
        assertNamed(2, Map.of(1, first, 2, new Evaluation(joined(elements, elements), second.proof())));
        assertThatThrownBy(() -> Evaluation.read(2, 2, Arrays.copyOf(second.toBytes(), 129)))
                .isInstanceOfSatisfying(
                        HolderDeviationException.class,
                        e -> assertThat(e.holder()).isEqualTo(2))
                .hasMessage("holder 2: an evaluation of 2 elements has 130 bytes, not 129");
        assertThat(Evaluation.read(2, 2, second.toBytes())).isEqualTo(second);
    }

    /** The identity has no compressed form of 33 bytes; what comes nearest is refused as all else is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "000000000000000000000000000000000000000000000000000000000000000000",
                "020000000000000000000000000000000000000000000000000000000000000001",
                "02ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
                "02ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
                "066b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
                "856b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
            })
    void bytesThatAreNoElement(String hex) {
        byte[] bad = HexFormat.of().parseHex(hex);

        assertNamed(
                2,
                Map.of(1, first, 2, new Evaluation(joined(Arrays.copyOf(second.elements(), 33), bad), second.proof())));
        assertThatThrownBy(() -> shares.get(0).evaluate(joined(Arrays.copyOf(blinding.elements(), 33), bad), random))
                .isInstanceOf(InvalidElementException.class)
                .hasMessageStartingWith("element 2 of 2: not a ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32, 34, 65, 1025 * 33})
    void batchesOfTheWrongLengthAreRefused(int length) {
        assertThatThrownBy(() -> shares.get(0).evaluate(new byte[length], random))
                .isInstanceOf(InvalidElementException.class);
    }

    @Test
    void tooFewAnswersAndUnknownHolders() {
        assertThatThrownBy(() -> blinding.outputs(key, Map.of(1, first)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 holders must answer, and 1 did");
        for (int unknown : new int[] {0, 4, -1}) {
            assertThatThrownBy(() -> blinding.outputs(key, Map.of(1, first, unknown, second)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("there is no holder " + unknown);
        }
    }

    @Test
    void answerBeyondTheThresholdIsCheckedToo() {
        assertNamed(3, Map.of(1, first, 2, second, 3, second));
    }

    @Test
    void anAnswerMayBeUsedAgainForTheSameBatch() {
        assertThatCode(() -> blinding.outputs(key, Map.of(1, first, 2, second))).doesNotThrowAnyException();
        assertThatCode(() -> blinding.outputs(key, Map.of(1, first, 2, second))).doesNotThrowAnyException();
    }

    @Test
    void inputsAndBatchesBeyondTheLimitsAreRefused() {
        assertThatThrownBy(() -> Blinding.of(List.of(), random)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Blinding.of(List.of(new byte[65_536]), random))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65535");
        assertThatThrownBy(() -> Blinding.of(
                        IntStream.range(0, 1025).mapToObj(i -> new byte[1]).toList(), random))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void secretsAreNotPrinted() {
        String secret = shares.get(0).scalar().toString();
        assertThat(shares.get(0).toString() + blinding + twin + Polynomial.random(2, random))
                .doesNotContain(secret)
                .contains("secret");
    }

    private void assertNamed(int holder, Map<Integer, Evaluation> answers) {
        assertThatThrownBy(() -> blinding.outputs(key, answers))
                .isInstanceOfSatisfying(
                        HolderDeviationException.class,
                        e -> assertThat(e.holder()).isEqualTo(holder));
    }

    private static Evaluation changed(Evaluation evaluation, int element) {
        byte[] elements = evaluation.elements().clone();
        elements[element * 33] ^= 1;
        return new Evaluation(elements, evaluation.proof());
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
