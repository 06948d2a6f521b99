package io.mistnet.node.access;

/**
 * Somebody of the institution, as what they did names them: who works an alert, who opened a case.
 *
 * @param id unique in the institution, and what the audit log names
 * @param name how pages call them, as it was when it was written down
 */
public record Person(String id, String name) {}
