package io.mistnet.protocols.arithmetic;

import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.sharing.Additive;
import io.mistnet.protocols.sharing.Blocks;
import io.mistnet.protocols.sharing.ComputeSession;
import io.mistnet.protocols.sharing.Exchange;
import io.mistnet.protocols.sharing.Party;
import io.mistnet.protocols.sharing.PartyPair;
import io.mistnet.protocols.sharing.RandomWords;

/**
 * Replaces values out of range by zero, without saying which.
 *
 * <p><b>Functionality.</b> Input: r, shared additively between P0 and P1, in (-2^31 + bound, 2^31); a public bound. Output: r where it is in [0, bound], 0 elsewhere.
 * <p><b>Security.</b> Semi-honest, one of three corrupted. r >= 0 and r > bound come from one opening; their exclusive or is the bit ok. P2 deals a random bit rho, R as a number, a mask a and a R; P0 and P1 open tau =
 * ok xor rho and E = r - a; then r rho = E R + a R, and r ok = tau r + (1 - 2 tau) r rho.
 * <p><b>Leakage.</b> None: nothing is opened unmasked, and a run in which all is in range looks like any other.
 * <p><b>Cost.</b> Nine words a value at most; six rounds.
 */
public final class Clamp {

    private Clamp() {}

    /** Runs it. {@code r} is used up. */
    public static Additive run(ComputeSession session, Step step, Additive r, long bound) {
        BitShares[] signs = Signs.of32Bits(session, step.then("comparison"), r, 0, bound + 1);
        Step bit = step.then("bit");
        Step value = step.then("value");
        if (session.is(Party.P2)) {
            deal(session, value, DealtBits.known(session, bit, r.rows()), r.rows());
            return r;
        }
        long[] ok = signs[0].part().clone();
        for (int k = 0; k < ok.length; k++) {
            ok[k] ^= signs[1].part()[k];
        }
        long[] tau = DealtBits.open(session, bit, new BitShares(r.rows(), ok));
        multiply(session, value, r, tau);
        return r;
    }

    private static void multiply(ComputeSession session, Step step, Additive r, long[] tau) {
        Step dealing = step.then("dealing");
        boolean first = session.is(Party.P0);
        Party other = PartyPair.P01.other(session.me());
        RandomWords masks = session.common(Party.P2, step);
        RandomWords dealt = session.common(Party.P2, dealing);
        long[] opened = DealtBits.block();
        long[] bits = DealtBits.block();
        long[] products = DealtBits.block();
        long[] part = r.part();
        Blocks.each(r.rows(), (offset, count) -> {
            masks.fill(opened, 0, count);
            for (int k = 0; k < count; k++) {
                opened[k] = part[offset + k] - opened[k];
            }
            if (first) {
                dealt.fill(bits, 0, count);
                dealt.fill(products, 0, count);
            } else {
                session.to(Party.P2).receive(dealing, bits, 0, count);
                session.to(Party.P2).receive(dealing, products, 0, count);
            }
            Exchange.sum(session, step, other, opened, 0, count);
            for (int k = 0; k < count; k++) {
                long t = DealtBits.bit(tau, offset + k);
                part[offset + k] = t * part[offset + k] + (1 - 2 * t) * (opened[k] * bits[k] + products[k]);
            }
        });
    }

    private static void deal(ComputeSession session, Step step, long[] rho, int rows) {
        Step dealing = step.then("dealing");
        RandomWords masks0 = session.common(Party.P0, step);
        RandomWords masks1 = session.common(Party.P1, step);
        RandomWords dealt = session.common(Party.P0, dealing);
        long[] mask = DealtBits.block();
        long[] other = DealtBits.block();
        long[] half = DealtBits.block();
        Blocks.each(rows, (offset, count) -> {
            masks0.fill(mask, 0, count);
            masks1.fill(other, 0, count);
            dealt.fill(half, 0, count);
            for (int k = 0; k < count; k++) {
                half[k] = DealtBits.bit(rho, offset + k) - half[k];
            }
            session.to(Party.P1).send(dealing, half, 0, count);
            dealt.fill(half, 0, count);
            for (int k = 0; k < count; k++) {
                half[k] = (mask[k] + other[k]) * DealtBits.bit(rho, offset + k) - half[k];
            }
            session.to(Party.P1).send(dealing, half, 0, count);
        });
    }
}
