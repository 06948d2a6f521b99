package io.mistnet.node.payee;

import io.mistnet.node.kafka.KillableProducers;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Clients whose process dies, as the producers say. */
record KillableCheckClients(CheckClients clients, KillableProducers<byte[]> producers)
        implements CheckClients, AutoCloseable {

    @Override
    public String name() {
        return clients.name();
    }

    @Override
    public Consumer<byte[], byte[]> consumer() {
        return clients.consumer();
    }

    @Override
    public Producer<byte[], byte[]> producer() {
        return producers.of(clients.producer());
    }

    @Override
    public void close() {
        producers.close();
    }
}
