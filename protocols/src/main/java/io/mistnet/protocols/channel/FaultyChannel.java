package io.mistnet.protocols.channel;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Spoils chosen blocks that are sent through another channel: for tests and for rehearsing failures. */
public final class FaultyChannel implements Channel {

    private final Channel inner;
    private final FaultPlan plan;
    private long sent;
    private volatile boolean cut;
    private @Nullable Block held;

    private record Block(Step step, long[] words) {}

    public FaultyChannel(Channel inner, FaultPlan plan) {
        this.inner = inner;
        this.plan = plan;
    }

    @Override
    public String peer() {
        return inner.peer();
    }

    @Override
    public void send(Step step, long[] words, int offset, int count) {
        long number = sent++;
        Block block = new Block(step, Arrays.copyOfRange(words, offset, offset + count));
        Fault fault = plan.faults().get(number);
        cut |= fault == Fault.CUT;
        requireLink(step);
        if (fault == Fault.REORDER && held == null) {
            held = block;
        } else if (fault != null) {
            spoil(fault, block, number);
        } else {
            pass(block);
        }
    }

    private void spoil(Fault fault, Block block, long number) {
        switch (fault) {
            case CORRUPT -> {
                if (block.words.length > 0) {
                    SplittableRandom random = new SplittableRandom(plan.seed() + number);
                    block.words[random.nextInt(block.words.length)] ^= 1L << random.nextInt(Long.SIZE);
                }
                pass(block);
            }
            case TRUNCATE ->
                pass(new Block(block.step, Arrays.copyOf(block.words, Math.max(0, block.words.length - 1))));
            case MISLABEL -> pass(new Block(block.step.then("not this one"), block.words));
            case REORDER -> pass(block);
            case DROP, CUT -> {}
        }
    }

    private void pass(Block block) {
        inner.send(block.step, block.words, 0, block.words.length);
        Block late = held;
        held = null;
        if (late != null) {
            inner.send(late.step, late.words, 0, late.words.length);
        }
    }

    @Override
    public void receive(Step step, long[] words, int offset, int count) {
        requireLink(step);
        inner.receive(step, words, offset, count);
    }

    private void requireLink(Step step) {
        if (cut) {
            throw new PeerLostException(peer(), step, "the link is cut");
        }
    }
}
