package io.mistnet.protocols.retrieval;

/**
 * One record as the host keeps it.
 *
 * @param occurrence which of its contribution's candidates it is
 */
record StoredRecord(RecordId recordId, Position position, int occurrence, Candidate candidate) {}
