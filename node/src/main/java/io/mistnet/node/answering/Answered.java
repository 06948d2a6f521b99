package io.mistnet.node.answering;

import io.mistnet.node.intelligence.PadSeeds;

/**
 * An answer, of the same size for every question.
 *
 * @param pads of the table that the question ran over
 * @param answer as the encryption lays it out
 */
public record Answered(PadSeeds pads, byte[] answer) {}
