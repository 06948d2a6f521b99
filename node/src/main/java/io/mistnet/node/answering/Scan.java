package io.mistnet.node.answering;

import io.mistnet.node.intelligence.PadSeeds;
import java.util.List;

/** Answers questions that share a scan. Used by one thread. */
interface Scan extends AutoCloseable {

    /**
     * @param pads of the table meanwhile
     * @return one for each question
     * @throws io.mistnet.he.MalformedInputException if one of them is malformed
     */
    List<Answered> answer(PadSeeds pads, List<PendingQuestion> questions);

    @Override
    void close();
}
