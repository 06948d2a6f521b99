package io.mistnet.simulator.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;

/** Ports for a network on this machine. */
public final class FreePorts {

    private static final int TRIES = 50;
    private static final int FROM = 10_000;
    private static final int UNTIL = 30_000;

    private FreePorts() {}

    /** The first of so many ports in a row that are free now, below those that systems give to outgoing connections. */
    public static int inARow(int count) throws IOException {
        for (int tries = 0; tries < TRIES; tries++) {
            int base = FROM + new SecureRandom().nextInt(UNTIL - FROM);
            if (allFree(base, count)) {
                return base;
            }
        }
        throw new IOException("no %d free ports in a row on this machine".formatted(count));
    }

    private static boolean allFree(int base, int count) {
        for (int port = base; port < base + count; port++) {
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                socket.setReuseAddress(true);
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }
}
