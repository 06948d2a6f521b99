package io.mistnet.node.answering;

/** Takes a batch's answers one after the other, in the order of its questions. While it takes one, no more than a few others are held. */
@FunctionalInterface
public interface AnswerSink {

    void answered(Answered answer);
}
