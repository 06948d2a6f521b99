package io.mistnet.node.publish;

import io.mistnet.node.kafka.KillableProducers;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Clients whose process dies, as the producers say. */
record KillableClients(FlagClients clients, KillableProducers<String> producers) implements FlagClients, AutoCloseable {

    @Override
    public String name() {
        return clients.name();
    }

    @Override
    public Admin admin() {
        return clients.admin();
    }

    @Override
    public Consumer<String, String> consumer() {
        return clients.consumer();
    }

    @Override
    public Producer<String, String> producer() {
        return producers.of(clients.producer());
    }

    @Override
    public void close() {
        producers.close();
    }
}
