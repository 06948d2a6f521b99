package io.mistnet.node.answering;

import io.mistnet.he.Answerer;
import io.mistnet.he.Question;
import io.mistnet.protocols.retrieval.AnswerHeader;
import io.mistnet.protocols.retrieval.LookupParameters;
import io.mistnet.protocols.retrieval.Region;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Scans on the encryption library. Its buffers are as many as questions may share a scan, and are used again. */
final class NativeScan implements Scan {

    private final Answerer answerer;
    private final LookupParameters parameters;
    private final ByteBuffer[] queries;
    private final ByteBuffer[] answers;
    private final DeskMeters meters;

    NativeScan(HostTables tables, DeskLimits limits, DeskMeters meters) {
        this.parameters = tables.parameters();
        this.meters = meters;
        this.answerer =
                new Answerer(parameters.encryption(), tables.kernel(), limits.threadsPerScan(), limits.sharing());
        this.queries = new ByteBuffer[limits.sharing()];
        this.answers = new ByteBuffer[limits.sharing()];
        int longest = Math.max(queryBytes(parameters.whole()), queryBytes(parameters.group(0)));
        for (int i = 0; i < queries.length; i++) {
            queries[i] = ByteBuffer.allocateDirect(longest);
            answers[i] = ByteBuffer.allocateDirect(parameters.encryption().answerBytes());
        }
    }

    @Override
    public List<Answered> answer(AnswerHeader header, List<PendingQuestion> pending) {
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < pending.size(); i++) {
            questions.add(question(i, pending.get(i)));
        }
        meters.scanned(answerer.answer(pending.get(0).table().plaintexts(), questions));
        List<Answered> answered = new ArrayList<>();
        for (int i = 0; i < pending.size(); i++) {
            byte[] answer = new byte[answers[i].capacity()];
            answers[i].clear().get(answer);
            answered.add(new Answered(header, answer));
        }
        return answered;
    }

    private Question question(int index, PendingQuestion pending) {
        Region region = pending.region();
        queries[index].clear().put(pending.query()).flip();
        return new Question(
                region.shape(),
                region.firstColumn(),
                region.firstRow(),
                pending.keys(),
                queries[index],
                answers[index].clear());
    }

    private int queryBytes(Region region) {
        return parameters.encryption().queryBytes(region.shape());
    }

    @Override
    public void close() {
        answerer.close();
    }
}
