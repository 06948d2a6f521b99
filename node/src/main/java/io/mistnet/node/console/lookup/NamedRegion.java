package io.mistnet.node.console.lookup;

/**
 * A country, for people.
 *
 * @param code two letters
 * @param name in English
 */
public record NamedRegion(String code, String name) {}
