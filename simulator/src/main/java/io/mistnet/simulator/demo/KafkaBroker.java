package io.mistnet.simulator.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A real broker with its own controller, in a process of its own. It stands for the clusters of all institutions, which have topics of their own in it. */
final class KafkaBroker implements AutoCloseable {

    private static final int START_SECONDS = 60;

    private final ChildProcess process;
    private final int port;

    private KafkaBroker(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one that keeps its data in {@code folder}. */
    static KafkaBroker start(Path folder, int port, int controllerPort) throws IOException {
        String address = "127.0.0.1:" + port;
        Path properties = new BrokerFolder(folder, address, address, "127.0.0.1:" + controllerPort, Map.of()).prepare();
        ChildProcess process = ChildProcess.start(
                "Kafka", folder.resolve("kafka.log"), ChildJvm.BROKER, "kafka.Kafka", List.of(properties.toString()));
        return new KafkaBroker(process, port);
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    /** Waits until it answers, then creates topics. */
    void createTopics(List<NewTopic> topics) throws InterruptedException {
        awaitListening();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
            admin.createTopics(topics).all().get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.requireAlive();
            throw new IllegalStateException("Kafka did not start: " + e.getMessage(), e);
        }
    }

    ChildProcess process() {
        return process;
    }

    Duration cpu() {
        return process.cpu();
    }

    void requireAlive() {
        process.requireAlive();
    }

    private void awaitListening() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!isListening()) {
            process.requireAlive();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Kafka does not listen after %d s".formatted(START_SECONDS));
            }
            Thread.sleep(100);
        }
    }

    private boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
