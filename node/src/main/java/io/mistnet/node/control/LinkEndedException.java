package io.mistnet.node.control;

import java.io.IOException;

/** Why this end ended a link that was sound. */
final class LinkEndedException extends IOException {

    private static final long serialVersionUID = 1L;

    LinkEndedException(String reason) {
        super(reason);
    }
}
