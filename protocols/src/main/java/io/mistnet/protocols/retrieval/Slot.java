package io.mistnet.protocols.retrieval;

/** One slot of the table: column and row of the matrix, and the index in the bucket, all from 0. */
public record Slot(int column, int row, int index) {}
