package io.mistnet.protocols.oprf;

import java.util.Arrays;
import org.bouncycastle.math.ec.ECPoint;

/** A batch of elements, and its packed form: 33 bytes each, one after the other. */
record Elements(ECPoint[] points, byte[] packed) {

    /** @throws InvalidElementException if some bytes are no element, or there are none or too many */
    static Elements unpack(byte[] packed) {
        int count = packed.length / P256.ELEMENT_BYTES;
        if (packed.length % P256.ELEMENT_BYTES != 0 || count < 1 || count > Evaluation.MAX_ELEMENTS) {
            throw new InvalidElementException("a batch has 1 to %d elements of %d bytes, not %d bytes"
                    .formatted(Evaluation.MAX_ELEMENTS, P256.ELEMENT_BYTES, packed.length));
        }
        ECPoint[] points = new ECPoint[count];
        for (int i = 0; i < count; i++) {
            try {
                points[i] = P256.decode(packed, i * P256.ELEMENT_BYTES);
            } catch (InvalidElementException e) {
                throw new InvalidElementException("element %d of %d: %s".formatted(i + 1, count, e.getMessage()));
            }
        }
        return new Elements(points, packed.clone());
    }

    /** @param points normalised in place */
    static Elements pack(ECPoint[] points) {
        P256.CURVE.normalizeAll(points);
        byte[] packed = new byte[points.length * P256.ELEMENT_BYTES];
        for (int i = 0; i < points.length; i++) {
            System.arraycopy(P256.encode(points[i]), 0, packed, i * P256.ELEMENT_BYTES, P256.ELEMENT_BYTES);
        }
        return new Elements(points, packed);
    }

    int count() {
        return points.length;
    }

    byte[] encoded(int index) {
        return Arrays.copyOfRange(packed, index * P256.ELEMENT_BYTES, (index + 1) * P256.ELEMENT_BYTES);
    }
}
