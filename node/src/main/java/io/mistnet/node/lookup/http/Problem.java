package io.mistnet.node.lookup.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mistnet.node.lookup.LookupFailedException;
import io.mistnet.node.lookup.LookupFailedException.Kind;
import java.util.List;
import java.util.Locale;

/**
 * Why a request has no result, as {@code application/problem+json} (RFC 9457).
 *
 * @param title the status in words
 * @param status HTTP's
 * @param detail why, and what to do
 * @param kind of a lookup that failed, {@link Kind}'s name in lower case; otherwise {@code request}
 * @param lines of an import, which of its lines are wrong and why; the first of them
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(String title, int status, String detail, String kind, List<String> lines) {

    static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int TOO_LARGE = 413;
    static final int BUSY = 429;
    static final int FAILED = 500;
    static final int DEVIATED = 502;
    static final int AWAY = 503;

    private static final String REQUEST = "request";

    static Problem of(int status, String detail) {
        return new Problem(title(status), status, detail, REQUEST, List.of());
    }

    static Problem ofLines(List<String> lines, String detail) {
        return new Problem(title(BAD_REQUEST), BAD_REQUEST, detail, REQUEST, lines);
    }

    static Problem of(LookupFailedException failure) {
        int status = status(failure.kind());
        return new Problem(
                title(status),
                status,
                String.valueOf(failure.getMessage()),
                failure.kind().name().toLowerCase(Locale.ROOT),
                List.of());
    }

    private static int status(Kind kind) {
        return switch (kind) {
            case INVALID -> BAD_REQUEST;
            case APPROVAL, REFUSED -> FORBIDDEN;
            case BUSY -> BUSY;
            case AWAY -> AWAY;
            case DEVIATED, STALE -> DEVIATED;
        };
    }

    private static String title(int status) {
        return switch (status) {
            case BAD_REQUEST -> "Bad Request";
            case UNAUTHORIZED -> "Unauthorized";
            case FORBIDDEN -> "Forbidden";
            case TOO_LARGE -> "Content Too Large";
            case BUSY -> "Too Many Requests";
            case DEVIATED -> "Bad Gateway";
            case AWAY -> "Service Unavailable";
            default -> "Internal Server Error";
        };
    }
}
