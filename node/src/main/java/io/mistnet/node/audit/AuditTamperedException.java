package io.mistnet.node.audit;

import java.io.IOException;

/** The audit log was changed by something other than the node. The node does not write on: that would sign what was changed. */
public final class AuditTamperedException extends IOException {

    AuditTamperedException(ChainBreak place) {
        super(
                "the audit log was tampered with: %s; keep it as evidence, move its folder aside, and start with a new one"
                        .formatted(place));
    }
}
