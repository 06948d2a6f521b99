package io.mistnet.protocols.oprf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Any t holders give what a whole key gives. */
class ThresholdTest {

    private static final PlainOprf TWIN = PlainOprf.derive(new byte[32], new byte[0]);
    private final SecureRandom random = new SecureRandom();

    @ParameterizedTest
    @CsvSource({"1,1", "1,3", "2,2", "2,3", "3,5", "4,7", "32,32"})
    void everyChoiceOfHoldersEqualsTheTwin(int threshold, int holders) {
        List<KeyShare> shares = Dealer.deal(TWIN, threshold, holders, random);
        PublicShares key = shares.get(0).publicShares();
        Blinding blinding = Blinding.of(List.of(bytes("phone:+491701234567")), random);
        byte[] expected = TWIN.evaluate(bytes("phone:+491701234567"));
        List<Evaluation> answers = shares.stream()
                .map(share -> share.evaluate(blinding.elements(), random))
                .toList();

        assertThat(key.publicKey()).isEqualTo(TWIN.publicKey());
        for (int choice = 0; choice < 1 << Math.min(holders, 16); choice++) {
            if (Integer.bitCount(choice) == threshold) {
                assertThat(blinding.outputs(key, chosen(answers, choice))).containsExactly(expected);
            }
        }
        assertThat(blinding.outputs(key, chosen(answers, -1))).containsExactly(expected);
    }

    @Test
    void edgeInputsEqualTheTwin() {
        byte[] longest = new byte[65_535];
        random.nextBytes(longest);
        equalsTheTwin(List.of(new byte[0], longest, new byte[1], bytes("a"), bytes("a"), new byte[0]));
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "12", "13", "64", "1024"})
    void batchesOfAllSizesEqualTheTwin(int size) {
        equalsTheTwin(IntStream.range(0, size)
                .mapToObj(i -> bytes("email:" + i + "@example.org"))
                .toList());
    }

    private void equalsTheTwin(List<byte[]> inputs) {
        List<KeyShare> shares = Dealer.deal(TWIN, 2, 3, random);
        Blinding blinding = Blinding.of(inputs, random);
        Map<Integer, Evaluation> answers = Map.of(
                3, shares.get(2).evaluate(blinding.elements(), random),
                1, shares.get(0).evaluate(blinding.elements(), random));

        List<byte[]> outputs = blinding.outputs(shares.get(0).publicShares(), answers);

        assertThat(outputs)
                .containsExactlyElementsOf(inputs.stream().map(TWIN::evaluate).toList());
    }

    @Test
    void equalInputsLookDifferent() {
        byte[] elements = Blinding.of(List.of(bytes("a"), bytes("a")), random).elements();

        assertThat(Arrays.copyOf(elements, 33)).isNotEqualTo(Arrays.copyOfRange(elements, 33, 66));
    }

    private static Map<Integer, Evaluation> chosen(List<Evaluation> answers, int choice) {
        Map<Integer, Evaluation> chosen = new LinkedHashMap<>();
        for (int i = 0; i < answers.size(); i++) {
            if ((choice >> i & 1) == 1) {
                chosen.put(i + 1, answers.get(i));
            }
        }
        return chosen;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
