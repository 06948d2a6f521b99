package io.mistnet.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Ports of loopback that nobody listens on, below those that systems give to outgoing connections. They are this JVM's alone among those that run tests: each has a block of its own, whose first port it holds for as long as it
 * runs. Handed out in turn, so that a port whose server is away for a moment is not another's at once.
 */
public final class FreePorts {

    private static final int FROM = 12_000;
    private static final int UNTIL = 30_000;
    private static final int BLOCK = 1_000;

    private static final ServerSocket GUARD = guard();
    private static final int FIRST = GUARD.getLocalPort() + 1;
    private static final int END = GUARD.getLocalPort() + BLOCK;

    private static int next = FIRST;

    private FreePorts() {}

    public static int one() {
        return inARow(1);
    }

    /** The first of so many. */
    public static synchronized int inARow(int count) {
        for (int tries = 0; tries < BLOCK; tries++) {
            int first = next + count <= END ? next : FIRST;
            next = first + count;
            if (IntStream.range(first, next).allMatch(FreePorts::isFree)) {
                return first;
            }
        }
        throw new IllegalStateException("no %d free ports in a row from %d to %d".formatted(count, FIRST, END));
    }

    private static ServerSocket guard() {
        List<Integer> blocks = IntStream.iterate(FROM, first -> first < UNTIL, first -> first + BLOCK)
                .boxed()
                .collect(Collectors.toList());
        Collections.shuffle(blocks);
        for (int first : blocks) {
            try {
                return listen(first);
            } catch (IOException e) {
                // another JVM has this block
            }
        }
        throw new IllegalStateException("other JVMs have all blocks of ports");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = listen(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }
}
