package io.mistnet.protocols.propagation;

import io.mistnet.protocols.arithmetic.BitShares;
import io.mistnet.protocols.arithmetic.Signs;
import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.PeerDeviationException;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.propagation.Policy.Output;
import io.mistnet.protocols.sharing.Additive;
import io.mistnet.protocols.sharing.Blocks;
import io.mistnet.protocols.sharing.ComputeSession;
import io.mistnet.protocols.sharing.Party;
import io.mistnet.protocols.sharing.RandomWords;
import java.util.ArrayList;
import java.util.List;

/**
 * The results, still shared between P0 and P1, and how each goes to the one bank that owns the account.
 *
 * <p><b>Functionality.</b> Input: the final values, shared between P0 and P1. Output, to each bank: flags, bands or scores of its own accounts, by the network's policy.
 * <p><b>Security.</b> P0 and P1 send their shares to the owner over its own links. Every share is blinded anew from the seed that P0 and P1 have in common: P2 dealt the masks that the shares were made with, so where
 * P2's institution is a bank as well, an unblinded share would tell it more than its result.
 * <p><b>Leakage.</b> The output, to the owner alone.
 * <p><b>On deviation.</b> A bank that reads a score out of range aborts. Honest compute parties produce none in the hardened profile; in the standard one a bank with a wrong S order can bring it about.
 */
final class Release {

    private static final Step STEP = Step.of("release");

    private final Layout layout;
    private final List<long[]> vectors;
    private final boolean bits;

    private Release(Layout layout, List<long[]> vectors, boolean bits) {
        this.layout = layout;
        this.vectors = vectors;
        this.bits = bits;
    }

    /** For nobody. */
    static Release nothing() {
        return new Release(new Layout(List.of()), List.of(), true);
    }

    /** Prepares what the policy says of final risks, which are used up. */
    static Release ofRisk(ComputeSession session, Policy policy, Layout layout, Additive risk) {
        if (policy.output() instanceof Output.Score) {
            return ofScores(session, layout, risk);
        }
        long[] thresholds = thresholds(policy);
        BitShares[] below = Signs.of32Bits(session, STEP.then("comparison"), risk, thresholds);
        risk.release(session);
        List<BitShares> reached = new ArrayList<>();
        for (BitShares signs : below) {
            reached.add(session.is(Party.P0) ? inverted(signs) : signs);
        }
        return ofBits(session, layout, reached);
    }

    /** Prepares bits that are the result themselves. */
    static Release ofBits(ComputeSession session, Layout layout, List<BitShares> results) {
        List<long[]> vectors = new ArrayList<>();
        for (int k = 0; k < results.size(); k++) {
            vectors.add(session.is(Party.P2) ? new long[0] : blinded(session, STEP.then("bits", k), results.get(k)));
        }
        return new Release(layout, vectors, true);
    }

    private static Release ofScores(ComputeSession session, Layout layout, Additive risk) {
        if (risk.isHeld()) {
            boolean first = session.is(Party.P0);
            RandomWords blinds = session.common(first ? Party.P1 : Party.P0, STEP.then("scores"));
            long[] blind = new long[Channel.BLOCK_WORDS];
            Blocks.each(risk.rows(), (offset, count) -> {
                blinds.fill(blind, 0, count);
                for (int k = 0; k < count; k++) {
                    risk.part()[offset + k] += first ? blind[k] : -blind[k];
                }
            });
        }
        return new Release(layout, List.of(risk.part()), false);
    }

    private static BitShares inverted(BitShares bits) {
        long[] inverted = bits.part().clone();
        for (int k = 0; k < inverted.length; k++) {
            inverted[k] = ~inverted[k];
        }
        return new BitShares(bits.rows(), inverted);
    }

    private static long[] blinded(ComputeSession session, Step step, BitShares bits) {
        long[] blinds =
                session.common(session.is(Party.P0) ? Party.P1 : Party.P0, step).next(bits.part().length);
        for (int k = 0; k < blinds.length; k++) {
            blinds[k] ^= bits.part()[k];
        }
        return blinds;
    }

    /** Sends one bank this party's shares of its results: at P0 and P1. */
    void send(int block, Channel bank) {
        int from = layout.accountStarts()[block];
        int accounts = layout.accountStarts()[block + 1] - from;
        for (int k = 0; k < vectors.size(); k++) {
            Step step = STEP.then("vector", k);
            long[] words = bits ? bits(vectors.get(k), from, accounts) : vectors.get(k);
            int start = bits ? 0 : from;
            Blocks.each(
                    bits ? words.length : accounts, (offset, count) -> bank.send(step, words, start + offset, count));
        }
    }

    private static long[] bits(long[] all, int from, int accounts) {
        long[] words = new long[BitShares.words(accounts)];
        for (int account = 0; account < accounts; account++) {
            int row = from + account;
            words[account >>> 6] |= (all[row >>> 6] >>> (row & 63) & 1) << (account & 63);
        }
        return words;
    }

    /** The bank's side: opens what {@link #send} sends. */
    static double[] open(Channel p0, Channel p1, Policy policy, int paddedAccounts, int accounts) {
        if (policy.rule() == Policy.Rule.WEIGHTED && policy.output() instanceof Output.Score) {
            return openScores(p0, p1, paddedAccounts, accounts);
        }
        int vectors = policy.rule() == Policy.Rule.TAINT ? 1 : thresholds(policy).length;
        double[] results = new double[accounts];
        for (int k = 0; k < vectors; k++) {
            Step step = STEP.then("vector", k);
            long[] words = receive(p0, step, BitShares.words(paddedAccounts));
            long[] other = receive(p1, step, words.length);
            for (int account = 0; account < accounts; account++) {
                results[account] += (words[account >>> 6] ^ other[account >>> 6]) >>> (account & 63) & 1;
            }
        }
        return results;
    }

    private static double[] openScores(Channel p0, Channel p1, int paddedAccounts, int accounts) {
        Step step = STEP.then("vector", 0);
        long[] words = receive(p0, step, paddedAccounts);
        long[] other = receive(p1, step, paddedAccounts);
        double[] scores = new double[accounts];
        for (int account = 0; account < accounts; account++) {
            long units = words[account] + other[account];
            if (units < 0 || units > FixedPoint.RISK_ONE) {
                throw new PeerDeviationException(
                        p0.peer() + " or " + p1.peer(),
                        step,
                        "score out of range: one of them deviated, or in the standard profile a bank that pays this one arranged its pairs wrongly");
            }
            scores[account] = FixedPoint.fromRisk(units);
        }
        return scores;
    }

    private static long[] receive(Channel channel, Step step, int count) {
        long[] words = new long[count];
        Blocks.each(count, (offset, now) -> channel.receive(step, words, offset, now));
        return words;
    }

    private static long[] thresholds(Policy policy) {
        List<Double> thresholds =
                policy.output() instanceof Output.Band band ? band.thresholds() : List.of(policy.threshold());
        return thresholds.stream().mapToLong(FixedPoint::threshold).toArray();
    }
}
