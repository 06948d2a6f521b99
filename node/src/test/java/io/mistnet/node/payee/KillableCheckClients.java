package io.mistnet.node.payee;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Clients whose process dies at a given step of a transaction: nothing is aborted, closed or flushed, as after {@code kill -9}. */
final class KillableCheckClients implements CheckClients, AutoCloseable {

    private static final Set<String> STEPS =
            Set.of("beginTransaction", "send", "sendOffsetsToTransaction", "commitTransaction");

    private final CheckClients clients;
    private final int killedAt;
    private final boolean afterIt;
    private final List<Producer<byte[], byte[]>> dead = new ArrayList<>();
    private int steps;

    /** The process is gone. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    KillableCheckClients(CheckClients clients, int killedAt, boolean afterIt) {
        this.clients = clients;
        this.killedAt = killedAt;
        this.afterIt = afterIt;
    }

    @Override
    public String name() {
        return clients.name();
    }

    @Override
    public Consumer<byte[], byte[]> consumer() {
        return clients.consumer();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> real = clients.producer();
        dead.add(real);
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    boolean last = STEPS.contains(method.getName()) && steps++ == killedAt;
                    if (last && !afterIt) {
                        throw new Killed();
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        if (last) {
                            throw new Killed();
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public void close() {
        dead.forEach(producer -> producer.close(Duration.ZERO));
    }
}
