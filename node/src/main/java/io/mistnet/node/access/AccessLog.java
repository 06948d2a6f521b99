package io.mistnet.node.access;

import io.mistnet.node.audit.AuditEvent;
import io.mistnet.node.audit.AuditLog;

/** Where accesses are written before anything of them is shown. */
public interface AccessLog {

    /**
     * Writes one; it is on disk when this returns. Blocks.
     *
     * @throws java.io.UncheckedIOException where it cannot be written; then nothing may be shown
     */
    void write(Access access);

    /** Writes into the institution's audit log. */
    static AccessLog into(AuditLog log) {
        return access ->
                log.append(AuditEvent.access(access.user(), access.action(), access.subject(), access.outcome()));
    }
}
