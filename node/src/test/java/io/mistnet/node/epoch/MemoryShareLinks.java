package io.mistnet.node.epoch;

import io.mistnet.node.epoch.ShareChannels.ShareChannel;
import io.mistnet.protocols.channel.PeerDeviationException;
import io.mistnet.protocols.channel.PeerLostException;
import io.mistnet.protocols.channel.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Share links of a whole network within one process, with nodes that can be killed and banks that can be stalled. */
final class MemoryShareLinks {

    private static final int CAPACITY = 16;

    private final Map<String, Wire> wires = new HashMap<>();
    private final Set<String> killed = new HashSet<>();
    private final Set<String> stalled = ConcurrentHashMap.newKeySet();

    /** Channels as one node sees them. */
    ShareChannels of(String self) {
        return (peer, id) -> {
            String other = peer.institution();
            return switch (peer.relation()) {
                case TO_COMPUTE -> open(self, other, "bank %s, %s, %s".formatted(self, other, id), true);
                case FROM_BANK -> open(self, other, "bank %s, %s, %s".formatted(other, self, id), false);
                case BETWEEN_COMPUTE -> {
                    boolean first = self.compareTo(other) < 0;
                    String pair = first ? self + " " + other : other + " " + self;
                    yield open(self, other, "compute %s, %s".formatted(pair, id), first);
                }
                case TO_LOOKUP, FROM_REQUESTER ->
                    throw new IllegalArgumentException("no shares go over a link for lookups");
            };
        };
    }

    /** All links of a node break, and none is opened any more until {@link #revive}. */
    synchronized void kill(String institution) {
        killed.add(institution);
        wires.values().stream()
                .filter(wire -> wire.ends.contains(institution))
                .forEach(wire -> wire.abort("the connection was reset"));
    }

    synchronized void revive(String institution) {
        killed.remove(institution);
    }

    /** What a bank sends from now on does not arrive. */
    void stall(String bank) {
        stalled.add(bank);
    }

    /** What a bank sends to one compute party from now on does not arrive. */
    void stall(String bank, String to) {
        stalled.add(bank + " to " + to);
    }

    synchronized void unstall(String bank) {
        stalled.remove(bank);
        wires.values().forEach(Wire::wake);
    }

    private boolean isStalled(String from, String to) {
        return stalled.contains(from) || stalled.contains(from + " to " + to);
    }

    private synchronized ShareChannel open(String self, String peer, String name, boolean first) {
        if (killed.contains(peer) || killed.contains(self)) {
            throw new PeerLostException(peer, Step.of("dialling"), "the connection was refused");
        }
        Wire wire = wires.computeIfAbsent(name, n -> new Wire());
        wire.ends.add(self);
        wire.ends.add(peer);
        return new End(self, peer, wire, first ? 0 : 1);
    }

    private record Block(Step step, long[] words) {}

    private static final class Wire {
        private final List<String> ends = new ArrayList<>();
        private final List<Deque<Block>> ways = List.of(new ArrayDeque<>(), new ArrayDeque<>());
        private String broken = "";

        synchronized void abort(String reason) {
            if (broken.isEmpty()) {
                broken = reason;
            }
            notifyAll();
        }

        synchronized void wake() {
            notifyAll();
        }
    }

    private final class End implements ShareChannel {
        private final String self;
        private final String peer;
        private final Wire wire;
        private final int side;

        End(String self, String peer, Wire wire, int side) {
            this.self = self;
            this.peer = peer;
            this.wire = wire;
            this.side = side;
        }

        @Override
        public String peer() {
            return peer;
        }

        @Override
        public void abort(String reason) {
            wire.abort(reason);
        }

        @Override
        public void close() {
            // what was sent stays to be read
        }

        @Override
        public void send(Step step, long[] words, int offset, int count) {
            synchronized (wire) {
                while (wire.broken.isEmpty() && (wire.ways.get(side).size() >= CAPACITY || isStalled(self, peer))) {
                    await(step);
                }
                requireWhole(step);
                wire.ways.get(side).add(new Block(step, Arrays.copyOfRange(words, offset, offset + count)));
                wire.notifyAll();
            }
        }

        @Override
        public void receive(Step step, long[] words, int offset, int count) {
            synchronized (wire) {
                Deque<Block> way = wire.ways.get(1 - side);
                while (wire.broken.isEmpty() && way.isEmpty()) {
                    await(step);
                }
                if (way.isEmpty()) {
                    requireWhole(step);
                }
                Block block = way.remove();
                wire.notifyAll();
                if (!block.step().equals(step) || block.words().length != count) {
                    wire.abort("a block of another step");
                    throw new PeerDeviationException(peer, step, "a block of " + block.step());
                }
                System.arraycopy(block.words(), 0, words, offset, count);
            }
        }

        private void requireWhole(Step step) {
            if (!wire.broken.isEmpty()) {
                throw new PeerLostException(peer, step, wire.broken);
            }
        }

        private void await(Step step) {
            try {
                wire.wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new PeerLostException(peer, step, "interrupted");
            }
        }
    }
}
