package io.mistnet.node.epoch;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.PeerDeviationException;
import io.mistnet.protocols.channel.PeerLostException;
import io.mistnet.protocols.channel.Step;
import io.mistnet.protocols.propagation.EpochId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Share links of a whole network within one process, with nodes that can be killed and banks that can be stalled. */
final class MemoryShareLinks {

    private static final int CAPACITY = 16;

    private final Map<String, Wire> wires = new HashMap<>();
    private final Set<String> killed = new HashSet<>();
    private final Set<String> stalled = new HashSet<>();

    /** Links as one node sees them. */
    ShareLinks of(String self) {
        return new ShareLinks() {
            @Override
            public Link asBank(String computeInstitution, EpochId id) {
                return link(self, computeInstitution, "bank %s, %s, %s".formatted(self, computeInstitution, id), true);
            }

            @Override
            public Link toBank(String bank, EpochId id) {
                return link(self, bank, "bank %s, %s, %s".formatted(bank, self, id), false);
            }

            @Override
            public Link toComputeParty(String institution, EpochId id) {
                boolean first = self.compareTo(institution) < 0;
                String name =
                        "compute %s, %s, %s".formatted(first ? self : institution, first ? institution : self, id);
                return link(self, institution, name, first);
            }
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
    synchronized void stall(String bank) {
        stalled.add(bank);
    }

    synchronized void unstall(String bank) {
        stalled.remove(bank);
    }

    private synchronized boolean isStalled(String institution) {
        return stalled.contains(institution);
    }

    private synchronized ShareLinks.Link link(String self, String peer, String name, boolean first) {
        if (killed.contains(peer) || killed.contains(self)) {
            throw new PeerLostException(peer, Step.of("dialling"), "the connection was refused");
        }
        Wire wire = wires.computeIfAbsent(name, n -> new Wire());
        wire.ends.add(self);
        wire.ends.add(peer);
        Channel channel = new End(self, peer, wire, first ? 0 : 1);
        return new ShareLinks.Link() {
            @Override
            public Channel channel() {
                return channel;
            }

            @Override
            public void abort(String reason) {
                wire.abort(reason);
            }

            @Override
            public void close() {
                // what was sent stays to be read
            }
        };
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
    }

    private final class End implements Channel {
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
        public void send(Step step, long[] words, int offset, int count) {
            synchronized (wire) {
                while (wire.broken.isEmpty() && (wire.ways.get(side).size() >= CAPACITY || isStalled(self))) {
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
