package io.mistnet.protocols.arithmetic;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.sharing.Additive;
import io.mistnet.protocols.sharing.Blocks;
import io.mistnet.protocols.sharing.ComputeSession;
import io.mistnet.protocols.sharing.Exchange;
import io.mistnet.protocols.sharing.Party;
import io.mistnet.protocols.sharing.PartyPair;
import io.mistnet.protocols.sharing.RandomWords;
import io.mistnet.protocols.sharing.Words;

/**
 * Multiplies a shared vector by weights, row by row.
 *
 * <p><b>Functionality.</b> Input: x, shared additively between {P0, P2} or {P0, P1}; weights w in replicated form. Output: x w modulo 2^64, shared between P0 and P1.
 * <p><b>Security.</b> Semi-honest, one of three corrupted. x is brought into the replicated form X = x + rho0 + rho1, where rho0 is known to P0 and P2, rho1 to P1 and P2. P2, who
 * knows all masks, deals a sharing of the masks' product: z0 = X W - X mu0 - rho0 W + kappa0 and z1 = - X mu1 - rho1 W + kappa1 add up to x w where kappa0 + kappa1 =
 * (rho0 + rho1)(mu0 + mu1).
 * <p><b>Leakage.</b> None: P0 and P1 see X, of which each lacks one mask, and P1 sees kappa1, of which it lacks kappa0; P2 receives nothing.
 * <p><b>On deviation.</b> A block of another length or step aborts with the peer and the step; a wrong word is not detected in this model.
 * <p><b>Cost.</b> Three words a row; two rounds from {P0, P2}, one from {P0, P1}.
 *
 * @see <a href="https://eprint.iacr.org/2016/768">Araki et al., High-Throughput Semi-Honest Secure Three-Party Computation with an Honest Majority</a>; this is its replicated form,
 *     masked, with P2 as dealer
 */
public final class Product {

    private final ComputeSession session;
    private final Step opening;
    private final Step dealing;
    private final MaskedWeights weights;

    private Product(ComputeSession session, Step step, MaskedWeights weights) {
        this.session = session;
        this.opening = step.then("opening");
        this.dealing = step.then("dealing");
        this.weights = weights;
    }

    /** Runs it. {@code x} is used up; the weights are not. */
    public static Additive run(ComputeSession session, Step step, Additive x, MaskedWeights weights) {
        if (x.rows() != weights.rows()) {
            throw new IllegalArgumentException("%d values, %d weights".formatted(x.rows(), weights.rows()));
        }
        if (x.holders() != PartyPair.P02) {
            x.requireAt(PartyPair.P01);
        }
        Product product = new Product(session, step, weights);
        return switch (session.me()) {
            case P0 -> product.asP0(x);
            case P1 -> product.asP1(x);
            case P2 -> product.asP2(x);
        };
    }

    private Additive asP0(Additive x) {
        RandomWords rho = session.common(Party.P2, opening);
        RandomWords kappa = session.common(Party.P2, dealing);
        RandomWords mu = weights.mask(Party.P0);
        long[] z = x.part();
        long[] w = weights.masked();
        long[] r = new long[Channel.BLOCK_WORDS];
        long[] m = new long[Channel.BLOCK_WORDS];
        long[] k = new long[Channel.BLOCK_WORDS];
        Blocks.each(x.rows(), (offset, count) -> {
            rho.fill(r, 0, count);
            mu.fill(m, 0, count);
            kappa.fill(k, 0, count);
            if (x.holders() == PartyPair.P02) {
                addFrom(Party.P2, z, offset, count);
                session.to(Party.P1).send(opening, z, offset, count);
            } else {
                Words.add(z, offset, r, count);
                Exchange.sum(session, opening, Party.P1, z, offset, count);
            }
            for (int i = 0; i < count; i++) {
                long opened = z[offset + i];
                z[offset + i] = opened * (w[offset + i] - m[i]) - r[i] * w[offset + i] + k[i];
            }
        });
        return new Additive(PartyPair.P01, x.rows(), z);
    }

    private Additive asP1(Additive x) {
        RandomWords rho = session.common(Party.P2, opening);
        RandomWords mu = weights.mask(Party.P1);
        boolean holds = x.holders() == PartyPair.P01;
        long[] z = holds ? x.part() : session.pool().take(x.rows());
        long[] w = weights.masked();
        long[] r = new long[Channel.BLOCK_WORDS];
        long[] m = new long[Channel.BLOCK_WORDS];
        long[] k = new long[Channel.BLOCK_WORDS];
        Blocks.each(x.rows(), (offset, count) -> {
            rho.fill(r, 0, count);
            mu.fill(m, 0, count);
            if (holds) {
                Words.add(z, offset, r, count);
                Exchange.sum(session, opening, Party.P0, z, offset, count);
            } else {
                session.to(Party.P0).receive(opening, z, offset, count);
            }
            session.to(Party.P2).receive(dealing, k, 0, count);
            for (int i = 0; i < count; i++) {
                long opened = z[offset + i];
                z[offset + i] = k[i] - opened * m[i] - r[i] * w[offset + i];
            }
        });
        return new Additive(PartyPair.P01, x.rows(), z);
    }

    private Additive asP2(Additive x) {
        RandomWords rho0 = session.common(Party.P0, opening);
        RandomWords rho1 = session.common(Party.P1, opening);
        RandomWords kappa = session.common(Party.P0, dealing);
        RandomWords mu0 = weights.mask(Party.P0);
        RandomWords mu1 = weights.mask(Party.P1);
        boolean holds = x.holders() == PartyPair.P02;
        long[] lambda = new long[Channel.BLOCK_WORDS];
        long[] mu = new long[Channel.BLOCK_WORDS];
        long[] scratch = new long[Channel.BLOCK_WORDS];
        Blocks.each(x.rows(), (offset, count) -> {
            sum(rho0, rho1, lambda, scratch, count);
            sum(mu0, mu1, mu, scratch, count);
            if (holds) {
                Words.add(x.part(), offset, lambda, count);
                session.to(Party.P0).send(opening, x.part(), offset, count);
            }
            kappa.fill(scratch, 0, count);
            for (int i = 0; i < count; i++) {
                scratch[i] = lambda[i] * mu[i] - scratch[i];
            }
            session.to(Party.P1).send(dealing, scratch, 0, count);
        });
        x.release(session);
        return Additive.elsewhere(PartyPair.P01, x.rows());
    }

    private void addFrom(Party party, long[] words, int offset, int count) {
        long[] theirs = new long[count];
        session.to(party).receive(opening, theirs, 0, count);
        Words.add(words, offset, theirs, count);
    }

    private static void sum(RandomWords first, RandomWords second, long[] sum, long[] scratch, int count) {
        first.fill(sum, 0, count);
        second.fill(scratch, 0, count);
        Words.add(sum, 0, scratch, count);
    }
}
