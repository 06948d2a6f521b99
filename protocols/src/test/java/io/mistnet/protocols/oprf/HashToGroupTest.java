package io.mistnet.protocols.oprf;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.hash2curve.HashToCurveProfile;
import org.bouncycastle.crypto.hash2curve.HashToEllipticCurve;
import org.bouncycastle.crypto.hash2curve.impl.SimplifiedShallueVanDeWoestijneMapToCurve;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The map agrees with RFC 9380's vectors and with Bouncy Castle. */
class HashToGroupTest {

    private static final String TAG = "QUUX-V01-CS02-with-P256_XMD:SHA-256_SSWU_RO_";

    /** RFC 9380, appendix J.1.1; x then y. */
    @ParameterizedTest
    @CsvSource({
        "'', 2c15230b26dbc6fc9a37051158c95b79656e17a1a920b11394ca91c44247d3e4,"
                + "8a7a74985cc5c776cdfe4b1f19884970453912e9d31528c060be9ab5c43e8415",
        "abc, 0bb8b87485551aa43ed54f009230450b492fead5f1cc91658775dac4a3388a0f,"
                + "5c41b3d0731a27a7b14bc0bf0ccded2d8751f83493404c84a88e71ffd424212e"
    })
    void vectors(String message, String x, String y) {
        ECPoint element = new HashToGroup(ascii(TAG)).hash(ascii(message)).normalize();

        assertThat(element.getAffineXCoord().getEncoded())
                .isEqualTo(HexFormat.of().parseHex(x));
        assertThat(element.getAffineYCoord().getEncoded())
                .isEqualTo(HexFormat.of().parseHex(y));
    }

    @Test
    void randomInputs() {
        HashToEllipticCurve reference = HashToEllipticCurve.getInstance(HashToCurveProfile.P256_XMD_SHA_256, TAG);
        SecureRandom random = new SeededRandom(1);
        for (int i = 0; i < 200; i++) {
            byte[] input = new byte[i];
            random.nextBytes(input);
            assertThat(P256.encode(new HashToGroup(ascii(TAG)).hash(input)))
                    .isEqualTo(P256.encode(reference.hashToCurve(input)));
        }
    }

    /** Among them the inputs for which the map's formula would divide by zero: 0, and the roots of 1/10. */
    @Test
    void edgesOfTheMap() {
        BigInteger p = P256.CURVE.getField().getCharacteristic();
        BigInteger root =
                P256.CURVE.fromBigInteger(BigInteger.TEN.modInverse(p)).sqrt().toBigInteger();
        SimplifiedShallueVanDeWoestijneMapToCurve reference =
                new SimplifiedShallueVanDeWoestijneMapToCurve(P256.CURVE, BigInteger.valueOf(-10));
        for (BigInteger u : List.of(
                BigInteger.ZERO, BigInteger.ONE, BigInteger.TWO, p.subtract(BigInteger.ONE), root, p.subtract(root))) {
            ECPoint element = HashToGroup.map(u);
            assertThat(element.isValid()).isTrue();
            assertThat(P256.encode(element)).isEqualTo(P256.encode(reference.process(u)));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
