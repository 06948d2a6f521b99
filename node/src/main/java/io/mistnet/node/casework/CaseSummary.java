package io.mistnet.node.casework;

/**
 * A case in a list.
 *
 * @param file the case
 * @param isOwn whether the reader owns it or works on it
 * @param lookups how many selectors were looked up in it
 */
public record CaseSummary(CaseFile file, boolean isOwn, long lookups) {}
