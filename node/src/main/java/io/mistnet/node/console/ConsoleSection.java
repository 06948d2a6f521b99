package io.mistnet.node.console;

import io.mistnet.node.access.Permission;
import io.mistnet.node.audit.AuditAction;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.http.javadsl.server.Route;

/** One area of the console, under a path of its own. It is entered only by those who have one of its permissions; what takes another permission inside, it checks itself. */
public interface ConsoleSection {

    /** The most bytes that a request sends unless a section says otherwise. */
    long FORM_BYTES = 64 << 10;

    /** The first segment of its paths; the text {@code navigation.PATH} is its name. */
    String path();

    /** Whoever has one of these may enter, and sees it in the navigation. */
    Set<Permission> permissions();

    /** The routes below its path. For requests that change something the form was read, and its token checked. */
    Route route(Visit visit);

    /**
     * What a request to this section is in the audit log. Empty only for a part of a page that the page itself asks for again and again: that its user sees the page stands there already. Such a request carries the header
     * {@link io.mistnet.node.access.Sessions#POLL_HEADER}, so that a page left open does not keep its session from ending; but what is left out is told by its path, since whoever sends a header can write it.
     */
    default Optional<AuditAction> action(Visit visit) {
        return Optional.of(visit.isRead() ? AuditAction.PAGE : AuditAction.CHANGE);
    }

    /** What a request is about, in the audit log: by default the words and numbers of its path. */
    default String subject(Visit visit) {
        return Subject.of(visit.request().getUri().getPathString());
    }

    /** The most bytes that a request may send. */
    default long mostBytes() {
        return FORM_BYTES;
    }
}
