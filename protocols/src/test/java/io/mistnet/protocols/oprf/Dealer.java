package io.mistnet.protocols.oprf;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.IntStream;
import org.bouncycastle.math.ec.ECPoint;

/** For tests: cuts a key that it knows into shares. */
final class Dealer {

    private Dealer() {}

    static List<KeyShare> deal(PlainOprf oprf, int threshold, int holders, SecureRandom random) {
        BigInteger factorial = IntStream.rangeClosed(1, holders)
                .mapToObj(BigInteger::valueOf)
                .reduce(BigInteger.ONE, BigInteger::multiply);
        BigInteger atZero = new BigInteger(1, oprf.key())
                .multiply(factorial.modInverse(P256.ORDER))
                .mod(P256.ORDER);
        Polynomial polynomial = Polynomial.through(atZero, threshold, random);
        List<ECPoint> shares = IntStream.rangeClosed(1, holders)
                .mapToObj(holder -> P256.GENERATOR.multiply(polynomial.at(holder)))
                .toList();
        PublicShares publicShares = PublicShares.of(threshold, shares);
        return IntStream.rangeClosed(1, holders)
                .mapToObj(holder -> new KeyShare(holder, polynomial.at(holder), publicShares))
                .toList();
    }

    /** The key that these shares make. */
    static PlainOprf combine(List<KeyShare> shares, int holders) {
        BigInteger[] coefficients =
                Lagrange.atZero(shares.stream().mapToInt(KeyShare::holder).toArray(), holders);
        BigInteger key = IntStream.range(0, shares.size())
                .mapToObj(i -> coefficients[i].multiply(shares.get(i).scalar()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        return PlainOprf.of(P256.encode(key.mod(P256.ORDER)));
    }
}
