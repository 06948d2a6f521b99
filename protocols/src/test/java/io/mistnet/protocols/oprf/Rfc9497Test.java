package io.mistnet.protocols.oprf;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors of RFC 9497, appendices A.3.1 and A.3.2. */
class Rfc9497Test {

    private static final byte[] SEED = hex("a3".repeat(32));
    private static final byte[] KEY_INFO = "test key".getBytes(StandardCharsets.US_ASCII);
    private static final String INPUT_1 = "00";
    private static final String INPUT_2 = "5a".repeat(17);
    private static final String BLIND_1 = "3338fa65ec36e0290022b48eb562889d89dbfa691d1cde91517fa222ed7ad364";
    private static final String BLIND_2 = "f9db001266677f62c095021db018cd8cbb55941d4073698ce45c405d1348b7b1";

    /** One vector; a batch has several lines of each kind but the proof. */
    record Vector(
            List<String> inputs,
            List<String> blinds,
            List<String> blinded,
            List<String> evaluated,
            String proof,
            String nonce,
            List<String> outputs) {}

    static List<Vector> verifiable() {
        Vector first = new Vector(
                List.of(INPUT_1),
                List.of(BLIND_1),
                List.of("02dd05901038bb31a6fae01828fd8d0e49e35a486b5c5d4b4994013648c01277da"),
                List.of("0209f33cab60cf8fe69239b0afbcfcd261af4c1c5632624f2e9ba29b90ae83e4a2"),
                "e7c2b3c5c954c035949f1f74e6bce2ed539a3be267d1481e9ddb178533df4c2664f69d065c604a4fd953e100b856ad83804eb3845189babfa5a702090d6fc5fa",
                "f9db001266677f62c095021db018cd8cbb55941d4073698ce45c405d1348b7b1",
                List.of("0412e8f78b02c415ab3a288e228978376f99927767ff37c5718d420010a645a1"));
        Vector second = new Vector(
                List.of(INPUT_2),
                List.of(BLIND_1),
                List.of("03cd0f033e791c4d79dfa9c6ed750f2ac009ec46cd4195ca6fd3800d1e9b887dbd"),
                List.of("030d2985865c693bf7af47ba4d3a3813176576383d19aff003ef7b0784a0d83cf1"),
                "2787d729c57e3d9512d3aa9e8708ad226bc48e0f1750b0767aaff73482c44b8d2873d74ec88aebd3504961acea16790a05c542d9fbff4fe269a77510db00abab",
                "f9db001266677f62c095021db018cd8cbb55941d4073698ce45c405d1348b7b1",
                List.of("771e10dcd6bcd3664e23b8f2a710cfaaa8357747c4a8cbba03133967b5c24f18"));
        Vector batch = new Vector(
                List.of(INPUT_1, INPUT_2),
                List.of(BLIND_1, BLIND_2),
                List.of(
                        "02dd05901038bb31a6fae01828fd8d0e49e35a486b5c5d4b4994013648c01277da",
                        "03462e9ae64cae5b83ba98a6b360d942266389ac369b923eb3d557213b1922f8ab"),
                List.of(
                        "0209f33cab60cf8fe69239b0afbcfcd261af4c1c5632624f2e9ba29b90ae83e4a2",
                        "02bb24f4d838414aef052a8f044a6771230ca69c0a5677540fff738dd31bb69771"),
                "bdcc351707d02a72ce49511c7db990566d29d6153ad6f8982fad2b435d6ce4d60da1e6b3fa740811bde34dd4fe0aa1b5fe6600d0440c9ddee95ea7fad7a60cf2",
                "350e8040f828bf6ceca27405420cdf3d63cb3aef005f40ba51943c8026877963",
                List.of(
                        "0412e8f78b02c415ab3a288e228978376f99927767ff37c5718d420010a645a1",
                        "771e10dcd6bcd3664e23b8f2a710cfaaa8357747c4a8cbba03133967b5c24f18"));
        return List.of(first, second, batch);
    }

    @Test
    void derivesTheKeyPair() {
        PlainOprf oprf = PlainOprf.derive(SEED, KEY_INFO);

        assertThat(oprf.key())
                .asHexString()
                .isEqualToIgnoringCase("ca5d94c8807817669a51b196c34c1b7f8442fde4334a7121ae4736364312fca6");
        assertThat(oprf.publicKey())
                .asHexString()
                .isEqualToIgnoringCase("03e17e70604bcabe198882c0a1f27a92441e774224ed9c702e51dd17038b102462");
    }

    @ParameterizedTest
    @MethodSource("verifiable")
    void blindsByAFactor(Vector vector) {
        for (int i = 0; i < vector.inputs.size(); i++) {
            ECPoint element = Suite.VOPRF.hashToGroup(hex(vector.inputs.get(i)));
            assertThat(P256.encode(element.multiply(scalar(vector.blinds.get(i)))))
                    .isEqualTo(hex(vector.blinded.get(i)));
        }
    }

    @ParameterizedTest
    @MethodSource("verifiable")
    void evaluatesWithAProof(Vector vector) {
        KeyShare key = Dealer.deal(PlainOprf.derive(SEED, KEY_INFO), 1, 1, new SecureRandom())
                .get(0);
        Evaluation evaluation =
                key.evaluate(Elements.unpack(joined(vector.blinded)), scalar(vector.nonce), new SecureRandom());

        assertThat(evaluation.elements()).isEqualTo(joined(vector.evaluated));
        assertThat(evaluation.proof()).isEqualTo(hex(vector.proof));
    }

    @ParameterizedTest
    @MethodSource("verifiable")
    void verifiesTheProof(Vector vector) {
        ECPoint publicKey = P256.decode(PlainOprf.derive(SEED, KEY_INFO).publicKey());
        Elements blinded = Elements.unpack(joined(vector.blinded));
        Elements evaluated = Elements.unpack(joined(vector.evaluated));
        Proof proof = Proof.of(hex(vector.proof));

        assertThat(proof.verifies(publicKey, blinded, evaluated)).isTrue();
        assertThat(proof.verifies(publicKey, evaluated, blinded)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("verifiable")
    void finalizesTheUnblindedElement(Vector vector) {
        for (int i = 0; i < vector.inputs.size(); i++) {
            BigInteger inverse = scalar(vector.blinds.get(i)).modInverse(P256.ORDER);
            byte[] unblinded =
                    P256.encode(P256.decode(hex(vector.evaluated.get(i))).multiply(inverse));
            assertThat(Suite.VOPRF.finish(hex(vector.inputs.get(i)), unblinded)).isEqualTo(hex(vector.outputs.get(i)));
        }
    }

    @ParameterizedTest
    @MethodSource("verifiable")
    void theWholeProtocolAndItsTwinGiveTheOutputs(Vector vector) {
        PlainOprf twin = PlainOprf.derive(SEED, KEY_INFO);
        KeyShare key = Dealer.deal(twin, 1, 1, new SecureRandom()).get(0);
        List<byte[]> expected = vector.outputs.stream().map(Rfc9497Test::hex).toList();

        Blinding blinding =
                Blinding.of(vector.inputs.stream().map(Rfc9497Test::hex).toList(), new SecureRandom());
        Evaluation evaluation = key.evaluate(blinding.elements(), new SecureRandom());

        assertThat(blinding.outputs(key.publicShares(), Map.of(1, evaluation))).containsExactlyElementsOf(expected);
        assertThat(vector.inputs.stream().map(input -> twin.evaluate(hex(input))))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void theBaseModeDiffersByItsContextOnly() {
        Suite base = new Suite(0);
        BigInteger key = base.deriveKey(SEED, KEY_INFO);
        assertThat(P256.encode(key)).isEqualTo(hex("159749d750713afe245d2d39ccfaae8381c53ce92d098a9375ee70739c7ac0bf"));
        List<String> blinded = List.of(
                "03723a1e5c09b8b9c18d1dcbca29e8007e95f14f4732d9346d490ffc195110368d",
                "03cc1df781f1c2240a64d1c297b3f3d16262ef5d4cf102734882675c26231b0838");
        List<String> outputs = List.of(
                "a0b34de5fa4c5b6da07e72af73cc507cceeb48981b97b7285fc375345fe495dd",
                "c748ca6dd327f0ce85f4ae3a8cd6d4d5390bbb804c9e12dcf94f853fece3dcce");
        IntStream.range(0, 2).forEach(i -> {
            byte[] input = hex(List.of(INPUT_1, INPUT_2).get(i));
            ECPoint element = base.hashToGroup(input);
            assertThat(P256.encode(element.multiply(scalar(BLIND_1)))).isEqualTo(hex(blinded.get(i)));
            assertThat(base.finish(input, P256.encode(element.multiply(key)))).isEqualTo(hex(outputs.get(i)));
        });
    }

    private static BigInteger scalar(String hex) {
        return new BigInteger(hex, 16);
    }

    private static byte[] joined(List<String> parts) {
        return hex(String.join("", parts));
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
