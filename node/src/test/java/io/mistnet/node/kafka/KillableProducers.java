package io.mistnet.node.kafka;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.Producer;

/**
 * Producers whose process dies at a given step of a transaction: nothing is aborted, closed or flushed, as after {@code kill -9}.
 *
 * @param <T> of their records' keys and values
 */
public final class KillableProducers<T> implements AutoCloseable {

    private static final Set<String> STEPS =
            Set.of("beginTransaction", "send", "sendOffsetsToTransaction", "commitTransaction");

    private final int killedAt;
    private final boolean afterIt;
    private final List<Producer<T, T>> dead = new ArrayList<>();
    private int steps;

    /** The process is gone. */
    public static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * @param killedAt the step, from 0, over all producers
     * @param afterIt whether the step is taken first
     */
    public KillableProducers(int killedAt, boolean afterIt) {
        this.killedAt = killedAt;
        this.afterIt = afterIt;
    }

    /** The same producer in a process that dies. */
    @SuppressWarnings("unchecked")
    public Producer<T, T> of(Producer<T, T> real) {
        dead.add(real);
        return (Producer<T, T>) Proxy.newProxyInstance(
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
