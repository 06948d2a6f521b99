package io.mistnet.protocols.propagation;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.channel.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** All that one compute party sent and received, in order. */
final class Recording {

    /**
     * One block.
     *
     * @param peer the other end
     * @param received or else sent
     */
    record Message(String peer, boolean received, Step step, long[] words) {

        /** What is visible without the words. */
        String shape() {
            return "%s %s %s %d".formatted(received ? "from" : "to", peer, step, words.length);
        }

        boolean isWithBank() {
            return peer.startsWith("bank");
        }
    }

    private final List<Message> messages = new ArrayList<>();

    List<Message> received() {
        return messages.stream().filter(Message::received).toList();
    }

    /** The sum of all words of every step between compute parties, received or sent. */
    Map<String, Long> sums(boolean received) {
        Map<String, Long> sums = new TreeMap<>();
        for (Message message : messages) {
            if (message.received() == received && !message.isWithBank()) {
                sums.merge(
                        message.step().toString(),
                        Arrays.stream(message.words()).sum(),
                        Long::sum);
            }
        }
        return sums;
    }

    /** The steps of all that was sent. */
    List<Step> sent() {
        return messages.stream()
                .filter(message -> !message.received())
                .map(Message::step)
                .toList();
    }

    /** Without the releases, which go to all banks at once. */
    List<String> shapes() {
        return messages.stream()
                .filter(message -> message.received() || !message.isWithBank())
                .map(Message::shape)
                .toList();
    }

    /** What two parties opened to each other at a step: every received block put together, by sum and by exclusive or, with the block sent to the same peer before it. */
    List<Message> openings() {
        List<Message> openings = new ArrayList<>();
        for (int k = 0; k + 1 < messages.size(); k++) {
            Message sent = messages.get(k);
            Message answer = messages.get(k + 1);
            if (!sent.received() && answer.received() && withoutDirection(sent).equals(withoutDirection(answer))) {
                openings.add(combined(
                        answer,
                        " as a sum",
                        IntStream.range(0, answer.words().length)
                                .mapToLong(w -> sent.words()[w] + answer.words()[w])
                                .toArray()));
                openings.add(combined(
                        answer,
                        " as bits",
                        IntStream.range(0, answer.words().length)
                                .mapToLong(w -> sent.words()[w] ^ answer.words()[w])
                                .toArray()));
            }
        }
        return openings;
    }

    private static String withoutDirection(Message message) {
        return message.peer() + message.step() + message.words().length;
    }

    private static Message combined(Message answer, String how, long[] words) {
        return new Message(answer.peer(), true, Step.of(answer.step() + how), words);
    }

    /** Records what passes a channel. */
    Channel on(Channel channel) {
        return new Channel() {
            @Override
            public String peer() {
                return channel.peer();
            }

            @Override
            public void send(Step step, long[] words, int offset, int count) {
                record(false, step, words, offset, count);
                channel.send(step, words, offset, count);
            }

            @Override
            public void receive(Step step, long[] words, int offset, int count) {
                channel.receive(step, words, offset, count);
                record(true, step, words, offset, count);
            }

            private void record(boolean received, Step step, long[] words, int offset, int count) {
                synchronized (messages) {
                    messages.add(new Message(
                            channel.peer(), received, step, Arrays.copyOfRange(words, offset, offset + count)));
                }
            }
        };
    }
}
