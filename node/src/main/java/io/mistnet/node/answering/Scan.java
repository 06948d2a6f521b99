package io.mistnet.node.answering;

import io.mistnet.protocols.retrieval.AnswerHeader;
import java.util.List;

/** Answers questions that share a scan. Used by one thread. */
interface Scan extends AutoCloseable {

    /**
     * @param header the state of the table meanwhile
     * @return one for each question
     * @throws io.mistnet.he.MalformedInputException if one of them is malformed
     */
    List<Answered> answer(AnswerHeader header, List<PendingQuestion> questions);

    @Override
    void close();
}
