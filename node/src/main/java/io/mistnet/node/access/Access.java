package io.mistnet.node.access;

import io.mistnet.node.audit.AuditAction;
import io.mistnet.node.audit.AuditOutcome;

/**
 * Something that somebody did in the console.
 *
 * @param user who, by {@link User#id}
 * @param action what
 * @param subject on what, by its short id such as {@code alerts/17}; never an account number or a selector
 * @param outcome how it ended
 */
public record Access(String user, AuditAction action, String subject, AuditOutcome outcome) {}
