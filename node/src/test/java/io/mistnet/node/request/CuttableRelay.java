package io.mistnet.node.request;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands where clients look for a server, passes on what both send, and can cut all connections while the server goes on. */
final class CuttableRelay implements AutoCloseable {

    private final ServerSocket listening;
    private final int server;
    private final Thread accepting;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    CuttableRelay(InetSocketAddress address, int server) throws IOException {
        this.listening = new ServerSocket(address.getPort(), 50, address.getAddress());
        this.server = server;
        this.accepting = start(this::accept);
    }

    /** Ends the connections that there are; new ones are let in. */
    void cut() throws IOException {
        List<Socket> now = List.copyOf(open);
        open.removeAll(now);
        for (Socket socket : now) {
            socket.close();
        }
    }

    /** Returns when the port is free. */
    @Override
    public void close() throws IOException, InterruptedException {
        listening.close();
        accepting.join();
        cut();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listening.accept();
            Socket onward = new Socket(InetAddress.getLoopbackAddress(), server);
            open.add(client);
            open.add(onward);
            start(() -> pass(client, onward));
            start(() -> pass(onward, client));
        }
    }

    private static void pass(Socket from, Socket to) throws IOException {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        }
    }

    private interface Work {

        void run() throws IOException;
    }

    private static Thread start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // cut, or ended by one of both
                    }
                },
                "relay");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
