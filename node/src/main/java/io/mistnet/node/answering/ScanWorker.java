package io.mistnet.node.answering;

import io.mistnet.he.MalformedInputException;
import io.mistnet.node.intelligence.LookupTable;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One scan at a time, for as long as the line is open: takes whatever waits and can share a scan, and hands out the answers. */
final class ScanWorker implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ScanWorker.class);

    private final WaitingLine line;
    private final Scan scan;
    private final int sharing;
    private final InstantSource clock;

    ScanWorker(WaitingLine line, Scan scan, int sharing, InstantSource clock) {
        this.line = line;
        this.scan = scan;
        this.sharing = sharing;
        this.clock = clock;
    }

    @Override
    public void run() {
        try (scan) {
            for (List<PendingQuestion> taken = line.take(sharing); !taken.isEmpty(); taken = line.take(sharing)) {
                List<PendingQuestion> wanted = new ArrayList<>(taken);
                wanted.removeIf(question -> !question.isWanted(clock.instant()));
                if (!wanted.isEmpty()) {
                    serve(wanted);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("a scan worker was interrupted");
        }
    }

    private void serve(List<PendingQuestion> questions) {
        try {
            long begin = System.nanoTime();
            LookupTable records = questions.get(0).table().records();
            List<Answered> answers = records.read(header -> scan.answer(header, questions));
            line.took(System.nanoTime() - begin, questions.size());
            for (int i = 0; i < questions.size(); i++) {
                questions.get(i).answer().complete(answers.get(i));
            }
        } catch (RuntimeException | Error e) {
            refuse(questions, e);
        }
    }

    /** One that is malformed, or whose keys were closed meanwhile, costs those who shared its scan a second one, but no answer. */
    private void refuse(List<PendingQuestion> questions, Throwable reason) {
        if (questions.size() > 1) {
            questions.forEach(question -> serve(List.of(question)));
        } else if (reason instanceof MalformedInputException malformed) {
            questions.get(0).answer().completeExceptionally(RefusedQuestionException.malformed(malformed));
        } else {
            questions.get(0).answer().completeExceptionally(reason);
        }
    }
}
