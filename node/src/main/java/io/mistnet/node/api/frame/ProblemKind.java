package io.mistnet.node.api.frame;

import java.util.Optional;

/** Why a request has no answer. Each kind has an address, where it is explained; programs tell kinds apart by it. */
public enum ProblemKind {
    MALFORMED(
            400,
            "The request is malformed",
            "The body is no JSON object, or a field or parameter is unknown, missing or of another type than the description says. Nothing was done; errors names each field."),
    KEY_REQUIRED(
            400,
            "The request needs a key",
            "A request that must not be carried out twice carries a header Idempotency-Key of 1 to 128 visible ASCII characters, of the sender's choice. Nothing was done."),
    UNAUTHENTICATED(
            401,
            "A token is needed",
            "The header Authorization has no token, or one that is unknown, has expired or was revoked. Nothing was done."),
    FORBIDDEN(
            403,
            "The token does not allow this",
            "The roles of the token do not allow this, or the case is worked on by others. Nothing was done."),
    NOT_FOUND(404, "There is no such thing", "Nothing is at this address, or nothing is any more."),
    METHOD_NOT_ALLOWED(405, "Another method is needed", "The header Allow lists the methods of this address."),
    NOT_ACCEPTABLE(406, "No representation is acceptable", "The header Accept excludes all that is offered here."),
    CONFLICT(
            409,
            "Its state does not allow this",
            "What is to be changed is in a state that does not allow it, such as closed. Nothing was done."),
    KEY_UNDER_WAY(
            409,
            "A request with this key is under way",
            "A request with the same Idempotency-Key was begun and has not ended. Ask again later. If the node was stopped since it was begun, see whether it was done, and take another key."),
    STALE(
            412,
            "It was changed since it was read",
            "The header If-Match names another version than the present one. Nothing was done. Read it again, and decide again."),
    TOO_LARGE(413, "The body is too large", "The body is larger than this operation takes. Nothing was done."),
    UNSUPPORTED_MEDIA_TYPE(
            415, "The body's type is not taken", "Bodies are application/json, without Content-Encoding."),
    UNFIT(
            422,
            "Something that was sent cannot be taken",
            "What was sent has the right form, and cannot be taken for another reason; errors says what of it. Nothing was done."),
    KEY_REUSED(
            422,
            "The key was used for another request",
            "The Idempotency-Key was used in the last 24 hours for a request with another method, address or body. Nothing was done."),
    PRECONDITION_REQUIRED(
            428,
            "The version that was read must be named",
            "A change carries a header If-Match with the ETag of what was read. Nothing was done."),
    TOO_MANY_REQUESTS(
            429,
            "Too many requests",
            "This token has sent too many requests. The header Retry-After says when to go on."),
    FAILED(500, "The node failed", "The node's log says why. What was asked for may have been done."),
    UNAVAILABLE(
            503,
            "The node cannot answer at present",
            "Its database or its audit log does not answer, or too many requests wait. Ask again later. What was to be changed may have been: see whether it was.");

    private final int status;
    private final String title;
    private final String explanation;

    ProblemKind(int status, String title, String explanation) {
        this.status = status;
        this.title = title;
        this.explanation = explanation;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String explanation() {
        return explanation;
    }

    /** Whether it is the caller's, and nothing was done. */
    boolean isCallers() {
        return status < FAILED.status;
    }

    /** Its address. */
    public String type() {
        return "/api/v1/problems/" + EnumIds.of(this);
    }

    /** The kind with this id, the end of its address. */
    public static Optional<ProblemKind> of(String id) {
        return EnumIds.find(ProblemKind.class, id);
    }
}
