package io.mistnet.node.request;

/** The deadline passed before the reply was complete. Whether the peer handled the request is not known. */
public final class DeadlineExceededException extends RequestFailedException {

    private static final long serialVersionUID = 1L;

    DeadlineExceededException(String institution, RequestKind kind, String reason) {
        super(institution, kind, Outcome.DEADLINE, reason);
    }
}
