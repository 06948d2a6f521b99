package io.mistnet.node.api.frame;

/**
 * What is wrong with one thing that was sent.
 *
 * @param field which: a field of the body such as {@code selectors[3].value}, or a parameter of the query
 * @param detail what, without what was sent
 */
public record FieldError(String field, String detail) {}
