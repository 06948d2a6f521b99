package io.mistnet.protocols.channel;

/** Counts what is sent through another channel. */
public final class CountedChannel implements Channel {

    private final Channel inner;
    private final Traffic traffic;

    public CountedChannel(Channel inner, Traffic traffic) {
        this.inner = inner;
        this.traffic = traffic;
    }

    @Override
    public String peer() {
        return inner.peer();
    }

    @Override
    public void send(Step step, long[] words, int offset, int count) {
        traffic.sent(step, count);
        inner.send(step, words, offset, count);
    }

    @Override
    public void receive(Step step, long[] words, int offset, int count) {
        inner.receive(step, words, offset, count);
    }
}
