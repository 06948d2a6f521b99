package io.mistnet.protocols.oprf;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Stream;

/** What a run's dealers share out. */
enum Secret {
    /** A fresh uniform secret each, under Pedersen's commitments, which tell nothing about it even to those with unlimited means. */
    FRESH {
        @Override
        Dealt deal(int threshold, SecureRandom random) {
            Polynomial values = Polynomial.random(threshold, random);
            Polynomial hidings = Polynomial.random(threshold, random);
            return new Dealt(values, hidings, Commitments.pedersen(values, hidings));
        }

        @Override
        Optional<Commitments> read(byte[] bytes, int threshold) {
            return Commitments.read(bytes, threshold);
        }

        @Override
        boolean holds(Commitments commitments, SharePair pair, int holder) {
            return commitments.commitTo(pair, holder);
        }
    },
    /** Zero: Feldman's commitments, of which the one to the value at 0 is the identity and not sent. Nothing hides them. */
    ZERO {
        @Override
        Dealt deal(int threshold, SecureRandom random) {
            Polynomial values = Polynomial.through(BigInteger.ZERO, threshold, random);
            Polynomial hidings = new Polynomial(Collections.nCopies(threshold, BigInteger.ZERO));
            Polynomial committed = new Polynomial(values.coefficients().subList(1, threshold));
            return new Dealt(values, hidings, Commitments.feldman(committed));
        }

        @Override
        Optional<Commitments> read(byte[] bytes, int threshold) {
            return Commitments.read(bytes, threshold - 1)
                    .map(sent -> new Commitments(
                            Stream.concat(Stream.of(P256.CURVE.getInfinity()), sent.coefficients().stream())
                                    .toList()));
        }

        @Override
        boolean holds(Commitments commitments, SharePair pair, int holder) {
            return pair.hiding().signum() == 0 && commitments.commitTo(pair.value(), holder);
        }
    };

    /** A dealer's own secrets, and what it broadcasts of them. */
    record Dealt(Polynomial values, Polynomial hidings, Commitments broadcast) {

        SharePair pair(int holder) {
            return new SharePair(values.at(holder), hidings.at(holder));
        }

        @Override
        public String toString() {
            return "Dealt(secret)";
        }
    }

    abstract Dealt deal(int threshold, SecureRandom random);

    /** Empty if they are not a dealer's commitments. */
    abstract Optional<Commitments> read(byte[] bytes, int threshold);

    abstract boolean holds(Commitments commitments, SharePair pair, int holder);
}
