package io.mistnet.node.console;

import io.mistnet.node.relational.DatabaseAwayException;
import java.util.concurrent.RejectedExecutionException;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.apache.pekko.http.scaladsl.model.IllegalUriException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The status that says what went wrong. What is nobody's fault but ours is logged, and not shown. */
final class ErrorStatus {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorStatus.class);

    private ErrorStatus() {}

    /** Of a request that failed. */
    static StatusCode of(Throwable failure) {
        if (is(failure, EntityStreamSizeException.class)) {
            return StatusCodes.CONTENT_TOO_LARGE;
        }
        if (is(failure, IllegalUriException.class)) {
            return StatusCodes.BAD_REQUEST;
        }
        if (is(failure, DatabaseAwayException.class) || is(failure, RejectedExecutionException.class)) {
            return StatusCodes.SERVICE_UNAVAILABLE;
        }
        LOG.error("a page of the console failed", failure);
        return StatusCodes.INTERNAL_SERVER_ERROR;
    }

    /** Of a form that could not be read. */
    static StatusCode ofForm(Throwable failure) {
        return is(failure, EntityStreamSizeException.class) ? StatusCodes.CONTENT_TOO_LARGE : StatusCodes.BAD_REQUEST;
    }

    private static boolean is(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
