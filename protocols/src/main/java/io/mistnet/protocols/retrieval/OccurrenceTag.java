package io.mistnet.protocols.retrieval;

/** What finds and opens one record of a selector. Known to those who were given the selector's OPRF output. */
public record OccurrenceTag(Fingerprint fingerprint, LabelKey labelKey) {}
