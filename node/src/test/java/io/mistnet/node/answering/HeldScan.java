package io.mistnet.node.answering;

import io.mistnet.protocols.retrieval.AnswerHeader;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/** A scan that ends when the test lets it. */
final class HeldScan implements Scan {

    final BlockingQueue<List<PendingQuestion>> begun = new LinkedBlockingQueue<>();
    final Semaphore mayEnd = new Semaphore(0);

    @Override
    public List<Answered> answer(AnswerHeader header, List<PendingQuestion> questions) {
        begun.add(questions);
        mayEnd.acquireUninterruptibly();
        return questions.stream()
                .map(question -> new Answered(header, new byte[1]))
                .toList();
    }

    @Override
    public void close() {}
}
