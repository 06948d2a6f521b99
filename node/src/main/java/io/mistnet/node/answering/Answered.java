package io.mistnet.node.answering;

import io.mistnet.protocols.retrieval.AnswerHeader;

/**
 * An answer, of the same size for every question.
 *
 * @param header the state of the table that the question ran over
 * @param answer as the encryption lays it out
 */
public record Answered(AnswerHeader header, byte[] answer) {}
